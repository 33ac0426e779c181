import type { Temporal } from "temporal-polyfill";
import { type StatusState, statusStatesOf } from "../record/restrictions.ts";
import { hoursChangeAt, isLastAtItsStart, lastBegun, type Timeline } from "../record/timeline.ts";
import { timetableState } from "../record/timetable.ts";
import { compareInstants, endOf, type Moment, periodOf } from "../time/moment.ts";
import { changeRunUpTo, isSameStatus, settledIndex } from "./change-run.ts";
import { newestCount } from "./counted.ts";

/**
 * Range of a timeline that has been loaded. All status and hours changes between `from` and `to` are loaded. Changes
 * exactly at `from` or `to` may be missing. A null bound means that nothing lies beyond it.
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
 * Returns true if the loaded range gives the same standing at `at` as the whole timeline. The range must include the
 * newest count at or before `at`. It must also include all earlier claims that may still apply at the first loaded
 * status change.
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

/**
 * Returns true if the hours at `at`, and all changes of hours until the service next opens or closes by its hours, are
 * loaded.
 */
function hoursReach(timeline: Timeline, at: Temporal.Instant, { from, to }: Bounds): boolean {
  const change = hoursChangeAt(timeline, at);
  if (change === undefined && from !== null) return false;
  if (to === null) return true;
  const { until } = timetableState(timeline, at);
  return until !== null && isBeyond(to, until);
}

/**
 * Returns the index of the first loaded change that lifts all restrictions, or -1. Before that change, restrictions
 * from before the range may still be in force.
 */
function firstClearing({ statusChanges }: Timeline, from: Temporal.Instant): number {
  return statusChanges.findIndex(({ startsAt, lifts }) => lifts === "all" && compareInstants(from, startsAt) < 0);
}

/**
 * Returns true if the whole run in force at `at` is loaded. On a day of change, the earlier status must be loaded too,
 * because it decides whether the answer is doubtful.
 */
function reachesBack(timeline: Timeline, at: Temporal.Instant, { from }: Bounds): boolean {
  if (from === null) return true;
  const index = settledIndex(timeline, lastBegun(timeline.statusChanges, at), at);
  const cleared = firstClearing(timeline, from);
  if (cleared < 0 || index < cleared) return false;
  const { first } = changeRunUpTo(timeline, index);
  const clearing = timeline.statusChanges[cleared];
  if (clearing === undefined || compareInstants(first.startsAt, clearing.startsAt) < 0) return false;
  // On the day of the clearing change, the earlier status decides whether the answer is doubtful.
  const isSettled =
    clearing.onset === "unknown" || compareInstants(endOf(clearing.effectiveAt, timeline.zone), at) <= 0;
  if (!isSettled && (timeline.statusChanges[cleared - 1]?.status ?? "open") === "open") return false;
  if (compareInstants(first.startsAt, clearing.startsAt) > 0) return true;
  // The run begins with the clearing change. It is complete only if a restriction was in force just before.
  const before = timeline.statusChanges.findLast((change) => compareInstants(change.startsAt, clearing.startsAt) < 0);
  return before !== undefined && before.status !== "open";
}

/**
 * Returns true if the next change of status or limits is loaded. For an open service, all changes must be loaded until
 * the service next opens or closes by its hours, or until a restriction begins while it is open. If a restriction
 * begins before it opens, the next change after the opening must be loaded too.
 */
function reachesOn(timeline: Timeline, at: Temporal.Instant, { to }: Bounds): boolean {
  if (to === null) return true;
  const states = statusStatesOf(timeline);
  const index = lastBegun(states, at);
  const standing = states[index];
  if (!isBeyond(to, at)) return false;
  const later = states.filter((each, i) => i > index && isLastAtItsStart(states, i) && isBeyond(to, each.startsAt));
  const differs = later.some((each) => standing === undefined || !isSameStatus(each, standing));
  if (!differs) return false;
  if (standing?.status !== "open") return true;
  const { state, until } = timetableState(timeline, at);
  if (until === null) return true;
  const isRestricted = later.some(({ status, startsAt }) => status !== "open" && compareInstants(startsAt, until) <= 0);
  if (state !== "outside") return isRestricted || isBeyond(to, until);
  // The service may open by its hours after a restriction. Then the answer names the next change after the opening.
  const then = states[lastBegun(states, until)];
  const isAfter = ({ startsAt }: StatusState) => compareInstants(until, startsAt) < 0;
  return (
    isBeyond(to, until) &&
    (!isRestricted || (then !== undefined && later.some((each) => isAfter(each) && !isSameStatus(each, then))))
  );
}

/**
 * Returns true if the status changes around each claim and count that may contradict the answer are loaded. On a day of
 * change, the answer may rest on an earlier change than the one in force.
 */
function claimsReach(timeline: Timeline, at: Temporal.Instant, status: Bounds): boolean {
  const index = settledIndex(timeline, lastBegun(timeline.statusChanges, at), at);
  if (index < 0) return true;
  const { standing } = changeRunUpTo(timeline, index);
  const count = newestCount(timeline, at);
  return [...timeline.claims, ...(count === undefined ? [] : [{ ...count, until: null }])].every(
    (claim) =>
      claim.until !== null ||
      compareInstants(at, claim.startsAt) < 0 ||
      compareInstants(endOf(claim.effectiveAt, timeline.zone), standing.startsAt) < 0 ||
      recordReaches(timeline, claim, status),
  );
}

/**
 * Returns true if all status changes in the day or month of a claim or count are loaded, including those still ahead.
 */
function recordReaches(timeline: Timeline, { effectiveAt }: { effectiveAt: Moment }, { from, to }: Bounds): boolean {
  const period = periodOf(effectiveAt, timeline.zone);
  const oldest = from === null ? undefined : timeline.statusChanges[firstClearing(timeline, from)];
  const back = from === null || (oldest !== undefined && compareInstants(oldest.startsAt, period.from) <= 0);
  return back && (to === null || compareInstants(period.to, to) <= 0);
}
