import { Temporal } from "temporal-polyfill";
import { type DayKind, dayStatusesOf } from "../../../src/domain/availability/day-status.ts";
import type { Timeline } from "../../../src/domain/record/timeline.ts";
import { standingAt } from "../../../src/domain/status/standing.ts";
import { localDay } from "../../../src/domain/time/local-day.ts";
import { periodOf } from "../../../src/domain/time/moment.ts";
import { cases } from "../cases.ts";
import { midnight } from "../naive-clock.ts";
import { holds } from "../replay.ts";
import { timelineOf } from "../shown.ts";
import { change, claim, hoursChange, LIMITS, report, SERVICE, timeline } from "../telling.ts";

const instant = (text: string) => Temporal.Instant.from(text);
const HOUR = 3_600_000;

/** Returns the kinds of the local days from `first` to `last`, both included. */
function kindsOf(line: Timeline, first: string, last: string): [string, DayKind][] {
  const start = (day: Temporal.PlainDate) =>
    Temporal.Instant.fromEpochMilliseconds(midnight(line.zone, day.year, day.month, day.day));
  const [from, to] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last).add({ days: 1 })];
  const days = dayStatusesOf(line, { from: start(from), to: start(to) }, LIMITS);
  return days.map(({ day, kind }) => [String(day), kind]);
}

/** Returns a service in Lukeville's zone that opens with these hours on 1 November 2023 and then changes as given. */
const opened = (hours: string | null, ...more: ReturnType<typeof change>[]) =>
  timeline("America/Phoenix", [
    report(1, "CBP", {
      statusChanges: [change("open", "2023-11-01T07:00:00Z")],
      ...(hours === null ? {} : { hoursChanges: [hoursChange(hours, "2023-11-01")] }),
    }),
    ...more.map((each, i) => report(i + 2, "CBP", { statusChanges: [each] })),
  ]);

describe("a day", () => {
  test("is suspended if the service was suspended all day, and mixed if it was suspended for a part of its hours", () => {
    const line = opened(
      "06:00-20:00",
      change("suspended", "2023-12-04T18:00:00Z"),
      change("open", "2023-12-07T18:00:00Z"),
    );
    expect(kindsOf(line, "2023-12-03", "2023-12-08")).toEqual([
      ["2023-12-03", "open"],
      ["2023-12-04", "mixed"],
      ["2023-12-05", "suspended"],
      ["2023-12-06", "suspended"],
      ["2023-12-07", "mixed"],
      ["2023-12-08", "open"],
    ]);
  });

  test("is open if the service was suspended only outside its hours", () => {
    const line = opened(
      "06:00-20:00",
      change("suspended", "2023-12-05T03:00:00Z"),
      change("open", "2023-12-06T13:00:00Z"),
    );
    // The suspension began on 4 December at 20:00 and ended on 6 December at 06:00.
    expect(kindsOf(line, "2023-12-04", "2023-12-06").map(([, kind]) => kind)).toEqual(["open", "suspended", "open"]);
  });

  test("is never open if the hours keep the service shut all day", () => {
    const kinds = kindsOf(opened("Mo-Fr 08:00-16:00"), "2023-12-01", "2023-12-04").map(([, kind]) => kind);
    expect(kinds).toEqual(["open", "off", "off", "open"]);
  });

  test("is not known if the hours of that day are not known, or before the first report", () => {
    expect(
      kindsOf(opened("Mo-Fr 08:00-16:00; Sa-Su unknown"), "2023-12-01", "2023-12-02").map(([, kind]) => kind),
    ).toEqual(["open", "unknown"]);
    expect(kindsOf(opened(null), "2023-10-31", "2023-11-01").map(([, kind]) => kind)).toEqual(["unknown", "open"]);
  });

  test("is limited if the service was limited even for a part of the day, and mixed if it closed during the day", () => {
    const line = opened(
      null,
      change("open", "2023-11-27T18:00:00Z", { limited: true }),
      change("closed", "2023-11-29T18:00:00Z"),
    );
    expect(kindsOf(line, "2023-11-26", "2023-11-30").map(([, kind]) => kind)).toEqual([
      ...["open", "limited", "limited", "mixed", "closed"],
    ]);
  });

  test("is unconfirmed if its evidence is too old, even if only for a part of the day", () => {
    const kinds = kindsOf(opened("24/7"), "2024-01-29", "2024-01-31").map(([, kind]) => kind);
    // 90 days after 1 November 00:00 is 30 January 00:00.
    expect(kinds).toEqual(["open", "unconfirmed", "unconfirmed"]);
  });

  test("is contradicted if another publisher says that the service was shut, or if nobody was counted in the month", () => {
    const open = report(1, "CBP", {
      statusChanges: [change("open", "2023-11-01T07:00:00Z")],
      hoursChanges: [hoursChange("06:00-20:00", "2023-11-01")],
    });
    const claimed = timeline("America/Phoenix", [
      open,
      report(2, "AP", { claims: [claim("suspended", "2023-11-20")] }),
    ]);
    expect(kindsOf(claimed, "2023-11-19", "2023-11-21").map(([, kind]) => kind)).toEqual([
      ...["open", "contradicted", "contradicted"],
    ]);
    const count = (effectiveAt: string, number: number) => ({
      service: SERVICE,
      number,
      effectiveAt: Temporal.PlainYearMonth.from(effectiveAt),
    });
    const counted = (...numbers: [string, number][]) =>
      timeline("America/Phoenix", [
        open,
        report(2, "BTS", { counts: numbers.map(([month, number]) => count(month, number)) }),
      ]);
    const line = counted(["2023-11", 500], ["2023-12", 0], ["2024-01", 400]);
    expect(kindsOf(line, "2023-11-30", "2023-12-01").map(([, kind]) => kind)).toEqual(["open", "contradicted"]);
    expect(kindsOf(line, "2023-12-31", "2024-01-01").map(([, kind]) => kind)).toEqual(["contradicted", "open"]);
    // A service that was never counted before is not contradicted.
    expect(kindsOf(counted(["2023-12", 0]), "2023-12-15", "2023-12-15").map(([, kind]) => kind)).toEqual(["open"]);
  });

  test("is not open if the standing has a conflict at any time during the day", () => {
    let [open, contradicted] = [0, 0];
    holds(
      cases,
      ({ asked, ...known }) => {
        const line = timelineOf({ ...known, service: SERVICE });
        for (const { at } of asked) {
          const day = localDay(at, line.zone);
          const { from, to } = periodOf(day, line.zone);
          const kind = dayStatusesOf(line, { from, to }, known.thresholds)[0]?.kind;
          const standing = standingAt(line, at, null, known.thresholds);
          if (standing.open !== true) continue;
          if (standing.conflict !== null) expect(["contradicted", "mixed"]).toContain(kind);
          if (standing.conflict !== null) contradicted++;
          if (kind === "open") open++;
        }
      },
      500,
    );
    // A run usually finds about 40 and 85. The margin is wide, because chance decides.
    expect([open > 5, contradicted > 20]).toEqual([true, true]);
  });

  test("is left out until its hours begin, or until it ends if it has none, unless the service is suspended", () => {
    const line = opened("06:00-20:00", change("suspended", "2023-12-04T16:00:00Z"));
    const until = (to: string) =>
      dayStatusesOf(line, { from: instant("2023-12-03T07:00:00Z"), to: instant(to) }, LIMITS).map(({ kind }) => kind);
    expect(until("2023-12-04T12:00:00Z")).toEqual(["open"]);
    expect(until("2023-12-04T14:00:00Z")).toEqual(["open", "open"]);
    expect(until("2023-12-05T12:00:00Z")).toEqual(["open", "mixed", "suspended"]);
    const shut = opened("Mo-Fr 06:00-20:00");
    const from = instant("2023-12-01T07:00:00Z");
    expect(dayStatusesOf(shut, { from, to: instant("2023-12-03T06:59:00Z") }, LIMITS)).toHaveLength(1);
    expect(dayStatusesOf(shut, { from, to: instant("2023-12-03T07:00:00Z") }, LIMITS)).toHaveLength(2);
  });

  test("has 23, 24 or 25 hours, depending on the clock changes of its zone", () => {
    const line = timeline("America/Denver", [
      report(1, "CBP", { statusChanges: [change("open", "2024-03-01T07:00:00Z")] }),
    ]);
    const from = Temporal.Instant.fromEpochMilliseconds(midnight("America/Denver", 2024, 3, 9));
    const days = dayStatusesOf(line, { from, to: from.add({ milliseconds: (24 + 23 + 1) * HOUR }) }, LIMITS);
    expect(days.map(({ day }) => String(day))).toEqual(["2024-03-09", "2024-03-10", "2024-03-11"]);
  });
});
