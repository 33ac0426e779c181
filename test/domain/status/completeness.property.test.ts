import fc from "fast-check";
import type { Temporal } from "temporal-polyfill";
import { claimedPeriod, type Timeline } from "../../../src/domain/record/timeline.ts";
import { type Bounds, type Completeness, isComplete } from "../../../src/domain/status/completeness.ts";
import { standingAt } from "../../../src/domain/status/standing.ts";
import { compareInstants } from "../../../src/domain/time/moment.ts";
import { SERVICES } from "../arbitrary.ts";
import { cases } from "../cases.ts";
import { holds } from "../replay.ts";
import { same, shown, timelineOf } from "../shown.ts";
import { shutNights } from "../shut-nights.ts";

type Placed = { startsAt: Temporal.Instant };

/**
 * Keeps at most `limit` lines up to an instant, and at most `limit` later ones (all if `onward`). Returns these lines
 * with their bounds.
 */
function cut<Line extends Placed>(lines: readonly Line[], at: Temporal.Instant, limit: number, onward: boolean) {
  const past = lines.filter((line) => compareInstants(line.startsAt, at) <= 0);
  const future = lines.filter((line) => compareInstants(line.startsAt, at) > 0);
  const [near, soon] = [past.slice(-limit), onward ? future : future.slice(0, limit)];
  const bounds: Bounds = {
    from: near.length < past.length ? (near[0]?.startsAt ?? null) : null,
    to: soon.length < future.length ? (soon.at(-1)?.startsAt ?? null) : null,
  };
  return { near, soon, lines: [...near, ...soon], bounds };
}

/** Returns a part of a timeline around an instant, with the claims that its status changes need. */
function partOf(timeline: Timeline, at: Temporal.Instant, limit: number, onward: boolean): [Timeline, Completeness] {
  const status = cut(timeline.statusChanges, at, limit, onward);
  const hours = cut(timeline.hoursChanges, at, limit, onward);
  const { from } = status.bounds;
  const counts = timeline.claims.findIndex(
    (claim) => from === null || compareInstants(claimedPeriod(claim, timeline.zone).to, from) >= 0,
  );
  const claims = timeline.claims.filter((claim, i) =>
    compareInstants(claim.startsAt, at) <= 0 ? counts >= 0 && i >= counts : onward,
  );
  const part = { ...timeline, statusChanges: status.lines, hoursChanges: hours.lines, claims };
  return [part, { status: status.bounds, hours: hours.bounds }];
}

const asked = fc.record({
  one: fc.oneof({ weight: 3, arbitrary: cases }, { weight: 1, arbitrary: shutNights }),
  limit: fc.constantFrom(1, 2, 3, 4),
  onward: fc.boolean(),
});

describe("a complete part of a timeline", () => {
  let parts = 0;
  let reached = 0;

  test("gives the same standing as the whole timeline", () => {
    holds(
      asked,
      ({ one, limit, onward }) => {
        const whole = timelineOf({ ...one, service: SERVICES[0] });
        const instants = one.asked.map(({ at }) => at).sort(compareInstants);
        for (const [i, at] of instants.entries()) {
          const [part, reach] = partOf(whole, at, limit, onward);
          const isPart =
            part.statusChanges.length + part.hoursChanges.length + part.claims.length <
            whole.statusChanges.length + whole.hoursChanges.length + whole.claims.length;
          if (isPart) parts++;
          if (!isComplete(part, at, reach)) continue;
          if (isPart) reached++;
          for (const later of onward ? instants.slice(i) : [at]) {
            const observation = one.asked.find((each) => each.at === later)?.observation ?? null;
            for (const programme of [null, i % 2 === 0 ? "fast" : "empties"] as const) {
              const [given, wanted] = [part, whole].map((timeline) =>
                shown(standingAt(timeline, later, observation, one.thresholds, null, programme)),
              );
              same({ at, later, programme, ...given }, { at, later, programme, ...wanted });
            }
          }
        }
      },
      500,
    );
  });

  test("is often smaller than the whole", () => {
    expect(parts).toBeGreaterThan(300);
    expect(reached / parts).toBeGreaterThan(0.1);
  });

  test("can always be the whole", () => {
    const nothing = { from: null, to: null };
    holds(
      cases,
      (one) => {
        const whole = timelineOf({ ...one, service: SERVICES[0] });
        for (const { at } of one.asked) expect(isComplete(whole, at, { status: nothing, hours: nothing })).toBe(true);
      },
      100,
    );
  });
});
