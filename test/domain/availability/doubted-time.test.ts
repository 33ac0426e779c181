import { type DoubtedTime, doubtedTimesOf } from "../../../src/domain/availability/doubted-time.ts";
import { isCertainlyOpen } from "../../../src/domain/status/crossing-status.ts";
import { standingAt } from "../../../src/domain/status/standing.ts";
import { mergeIntervals } from "../../../src/domain/time/interval.ts";
import { cases } from "../cases.ts";
import { holds } from "../replay.ts";
import { timelineOf, trafficHourOf } from "../shown.ts";
import { SERVICE } from "../telling.ts";

const HOUR = 3_600_000;

describe("A doubted time", () => {
  test("covers every instant at which the standing is open but uncertain, and none at which it is certain", () => {
    const seen: Record<string, number> = { sure: 0 };
    holds(
      cases,
      ({ asked, ...known }) => {
        const line = timelineOf({ ...known, service: SERVICE });
        for (const { at, waits } of asked) {
          const now = at.epochMilliseconds;
          const span = { from: now - 30 * HOUR, to: now + 30 * HOUR };
          const traffic = mergeIntervals(waits.map((from) => ({ from, to: from + HOUR })));
          const times = doubtedTimesOf(line, span, known.thresholds, traffic);
          const kinds = times.filter(({ from, to }) => from <= now && now < to).map(({ kind }) => kind);
          const standing = standingAt(line, at, null, known.thresholds, trafficHourOf(SERVICE, waits, at));
          const wanted = doubtOf(standing);
          if (standing.because === "outside_hours") continue;
          expect(kinds).toEqual(wanted === null ? [] : [wanted]);
          seen[wanted ?? "sure"] =
            (seen[wanted ?? "sure"] ?? 0) + (wanted !== null || isCertainlyOpen(standing) ? 1 : 0);
        }
      },
      500,
    );
    for (const kind of ["sure", "undecided", "unknown_hours", "contradicted", "unconfirmed"])
      expect([kind, (seen[kind] ?? 0) > 10]).toEqual([kind, true]);
  });
});

function doubtOf({ open, because, conflict, certainty }: ReturnType<typeof standingAt>): DoubtedTime["kind"] | null {
  if (because === "day_of_change" || because === "overdue") return "undecided";
  if (because === "hours_unknown") return "unknown_hours";
  if (open !== true) return null;
  if (conflict !== null) return "contradicted";
  return certainty === "unconfirmed" ? "unconfirmed" : null;
}
