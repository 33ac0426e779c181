import type { Temporal } from "temporal-polyfill";
import { hoursChangeAt, isLastAtItsStart, lastBegun, type Timeline } from "../record/timeline.ts";
import { timetableState } from "../record/timetable.ts";
import { compareInstants, endOf, type Moment, periodOf } from "../time/moment.ts";
import { newestCount } from "./counted.ts";
import { changeRunUpTo, isDayOfChange } from "./standing.ts";

/**
 * The part of a timeline that was read: all status and hours changes strictly between `from` and `to`. Some of the
 * changes exactly at a bound may be missing. A bound is null if nothing lies beyond it.
 */
export interface Completeness {
  status: Bounds;
  hours: Bounds;
}

export interface Bounds {
  from: Temporal.Instant | null;
  to: Temporal.Instant | null;
}

/**
 * Returns true if a part of a timeline is complete enough to give the same standing at `at` as the whole timeline. The
 * part must contain the newest count by `at`, and the claims that began by `at`, from the first one whose period was not over before the part's
 * status changes begin.
 */
export function isComplete(timeline: Timeline, at: Temporal.Instant, reach: Completeness): boolean {
  return (
    hoursReach(timeline, at, reach.hours) &&
    reachesBack(timeline, at, reach.status) &&
    reachesOn(timeline, at, reach.status) &&
    claimsReach(timeline, at, reach.status)
  );
}

const isBeyond = (a: Temporal.Instant | null, b: Temporal.Instant): boolean => a === null || compareInstants(b, a) < 0;

/** Checks the hours in force at `at`, and everything until they next change state. */
function hoursReach(timeline: Timeline, at: Temporal.Instant, { from, to }: Bounds): boolean {
  const change = hoursChangeAt(timeline, at);
  if (change === undefined && from !== null) return false;
  if (to === null) return true;
  const { until } = timetableState(timeline, at);
  return until !== null && isBeyond(to, until);
}

/** Checks the whole run in force at `at`, and the days of change that may put it in doubt. */
function reachesBack(timeline: Timeline, at: Temporal.Instant, { from }: Bounds): boolean {
  if (from === null) return true;
  const index = lastBegun(timeline.statusChanges, at);
  const standing = timeline.statusChanges[index];
  if (standing === undefined) return false;
  const { first } = changeRunUpTo(timeline, index);
  const before = timeline.statusChanges.findLastIndex((change) => compareInstants(change.startsAt, first.startsAt) < 0);
  if (before < 0) return false;
  // Days of change may be nested: the first change that was read may depend on one that was not.
  return !isDayOfChange(timeline, 0, at);
}

/** Checks the next change to a different status, and all changes before the hours next change state. */
function reachesOn(timeline: Timeline, at: Temporal.Instant, { to }: Bounds): boolean {
  if (to === null) return true;
  const { statusChanges } = timeline;
  const index = lastBegun(statusChanges, at);
  const standing = statusChanges[index];
  if (!isBeyond(to, at)) return false;
  const later = statusChanges.filter(
    (change, i) => i > index && isLastAtItsStart(statusChanges, i) && isBeyond(to, change.startsAt),
  );
  const differs = later.some(
    ({ status, limited }) => standing === undefined || status !== standing.status || limited !== standing.limited,
  );
  if (!differs) return false;
  if (standing?.status !== "open") return true;
  const { until } = timetableState(timeline, at);
  if (until === null || isBeyond(to, until)) return true;
  return later.some((change) => change.status !== "open" && compareInstants(change.startsAt, until) <= 0);
}

/** Checks the record during the claims that may contradict the current change. */
function claimsReach(timeline: Timeline, at: Temporal.Instant, status: Bounds): boolean {
  const standing = timeline.statusChanges[lastBegun(timeline.statusChanges, at)];
  if (standing === undefined) return true;
  const count = newestCount(timeline, at);
  return [...timeline.claims, ...(count === undefined ? [] : [{ ...count, until: null }])].every(
    (claim) =>
      claim.until !== null ||
      compareInstants(at, claim.startsAt) < 0 ||
      compareInstants(endOf(claim.effectiveAt, timeline.zone), standing.startsAt) < 0 ||
      recordReaches(timeline, claim, status),
  );
}

/** Checks the record throughout the day or month that a claim or count describes, including the part still to come. */
function recordReaches(timeline: Timeline, { effectiveAt }: { effectiveAt: Moment }, { from, to }: Bounds): boolean {
  const period = periodOf(effectiveAt, timeline.zone);
  const [oldest] = timeline.statusChanges;
  const back = from === null || (oldest !== undefined && compareInstants(oldest.startsAt, period.from) <= 0);
  return back && (to === null || compareInstants(period.to, to) <= 0);
}
