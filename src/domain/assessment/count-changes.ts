import { hasStatusDuring, statusChangeAt, type Timeline } from "../record/timeline.ts";
import { ATTESTING_NUMBER } from "../status/counted.ts";
import { changeRunUpTo, expectationOf } from "../status/standing.ts";
import { compareInstants, endOf, type Period } from "../time/moment.ts";

/**
 * What a count changes on record. Both are changes to `open` from its month, onset `unknown`. `baseline`: nothing was on
 * record about the service before. `lift`: the restriction in force had an expected end, which was over when the month
 * began, and nobody reported the reopening; `lifts` is its report.
 */
export type CountChange = { says: "baseline" } | { says: "lift"; lifts: string };

/** Returns what a count of a month, on the crossing's clock, changes for a service; null if it changes nothing. */
export function changeByCount(timeline: Timeline, period: Period, number: number): CountChange | null {
  if (number < ATTESTING_NUMBER) return null;
  if (hasStatusDuring(timeline, "open", period)) return null;
  const standing = statusChangeAt(timeline, period.from);
  if (standing === undefined) {
    const [first] = timeline.statusChanges;
    return first !== undefined && compareInstants(first.startsAt, period.to) < 0 ? null : { says: "baseline" };
  }
  const expected = expectationOf(changeRunUpTo(timeline, timeline.statusChanges.indexOf(standing)));
  if (expected === null || compareInstants(endOf(expected, timeline.zone), period.from) > 0) return null;
  return { says: "lift", lifts: standing.report.id };
}
