import { NO_LIMITS, type OpenLimits } from "../record/limits.ts";
import { hasStatusDuring, lastOpenLimits, newestOf, stateAt } from "../record/restrictions.ts";
import type { Timeline } from "../record/timeline.ts";
import { ATTESTING_NUMBER } from "../status/counted.ts";
import { doubtedFrom, shownRestrictions } from "../status/restrictions.ts";
import { compareInstants, type Period } from "../time/moment.ts";

/**
 * The effect of a count on the record. Both kinds are changes to `open` from the month of the count, with onset
 * `unknown`. `baseline` means that the record held no status of the service until then. `lift` means that every
 * restriction in force was expected to end before the month began, and that nobody reported the reopening. `lifts`
 * names the reports of those restrictions. A count names no travellers, so the limits from before the restrictions
 * still apply.
 */
export type CountChange = OpenLimits & ({ says: "baseline" } | { says: "lift"; lifts: readonly string[] });

/**
 * Returns the change that a monthly count implies for a service, or null if it implies none. `period` is the month in
 * the crossing's local time.
 */
export function changeByCount(timeline: Timeline, period: Period, number: number): CountChange | null {
  if (number < ATTESTING_NUMBER) return null;
  if (hasStatusDuring(timeline, "open", period)) return null;
  const state = stateAt(timeline, period.from);
  if (state === undefined) {
    const [first] = timeline.statusChanges;
    return first !== undefined && compareInstants(first.startsAt, period.to) < 0
      ? null
      : { says: "baseline", ...NO_LIMITS };
  }
  const endsAt = doubtedFrom(shownRestrictions(state.restrictions, timeline.zone, period.from), 0);
  if (endsAt === null || compareInstants(endsAt, period.from) > 0) return null;
  const lifts = state.restrictions.map((each) => newestOf(each).report.id);
  return { says: "lift", lifts, ...lastOpenLimits(timeline, period.from) };
}
