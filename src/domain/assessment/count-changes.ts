import { hasStatusDuring, newestOf, stateAt } from "../record/restrictions.ts";
import type { Timeline } from "../record/timeline.ts";
import { ATTESTING_NUMBER } from "../status/counted.ts";
import { doubtedFrom, shownRestrictions } from "../status/restrictions.ts";
import { compareInstants, type Period } from "../time/moment.ts";

/**
 * What a count changes on record. Both are changes to `open` from its month, onset `unknown`. `baseline`: nothing was on
 * record about the service before. `lift`: every restriction in force had an expected end, which was over when the month
 * began, and nobody reported the reopening; `lifts` names their reports.
 */
export type CountChange = { says: "baseline" } | { says: "lift"; lifts: readonly string[] };

/** Returns what a count of a month, on the crossing's clock, changes for a service; null if it changes nothing. */
export function changeByCount(timeline: Timeline, period: Period, number: number): CountChange | null {
  if (number < ATTESTING_NUMBER) return null;
  if (hasStatusDuring(timeline, "open", period)) return null;
  const state = stateAt(timeline, period.from);
  if (state === undefined) {
    const [first] = timeline.statusChanges;
    return first !== undefined && compareInstants(first.startsAt, period.to) < 0 ? null : { says: "baseline" };
  }
  const endsAt = doubtedFrom(shownRestrictions(state.restrictions, timeline.zone, period.from), 0);
  if (endsAt === null || compareInstants(endsAt, period.from) > 0) return null;
  return { says: "lift", lifts: state.restrictions.map((each) => newestOf(each).report.id) };
}
