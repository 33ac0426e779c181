import { NO_LIMITS, type OpenLimits } from "../record/limits.ts";
import { hasStatusDuring, lastOpenLimits, newestOf, stateAt } from "../record/restrictions.ts";
import type { Timeline } from "../record/timeline.ts";
import { ATTESTING_NUMBER } from "../status/counted.ts";
import { doubtedFrom, shownRestrictions } from "../status/restrictions.ts";
import { compareInstants, type Period } from "../time/moment.ts";

/**
 * An opening that follows from a month's count. `baseline` is the first known status of a service. `lift` ends
 * restrictions that were expected to end before the month, although nobody reported the reopening; `lifts` names their
 * reports. The limits from before the restrictions still apply, because a count names no travellers.
 */
export type CountChange = OpenLimits & ({ says: "baseline" } | { says: "lift"; lifts: readonly string[] });

/** Returns the opening that follows from a month's count, or null. `period` is the month in local time. */
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
