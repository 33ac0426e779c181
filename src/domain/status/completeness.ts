import type { Temporal } from "temporal-polyfill";
import type { Claim } from "../record/report.ts";
import {
  claimedPeriod,
  hoursChangeAt,
  isLastAtItsStart,
  lastBegun,
  type Recorded,
  type Timeline,
} from "../record/timeline.ts";
import { timetableState } from "../record/timetable.ts";
import { compareInstants } from "../time/moment.ts";
import { isDayOfChange, runEndingWith } from "./standing.ts";

/**
 * How far the status and hours changes of a part of a timeline reach: they begin at `from` or after, and at `to` or before.
 * At the very instant of a bound some may be left out, strictly between them none is. Null where nothing lies beyond.
 */
export interface Reach {
  status: Bounds;
  hours: Bounds;
}

export interface Bounds {
  from: Temporal.Instant | null;
  to: Temporal.Instant | null;
}

/**
 * Whether a part of a timeline gives the same standing at `at` as the whole of it. All claims must be in it that began by
 * `at`, from the first on that speaks of a time which was not over before its status changes begin.
 */
export function reaches(timeline: Timeline, at: Temporal.Instant, reach: Reach): boolean {
  return (
    hoursReach(timeline, at, reach.hours) &&
    reachesBack(timeline, at, reach.status) &&
    reachesOn(timeline, at, reach.status) &&
    claimsReach(timeline, at, reach.status)
  );
}

const isBeyond = (a: Temporal.Instant | null, b: Temporal.Instant): boolean => a === null || compareInstants(b, a) < 0;

/** The week that is kept at `at`, and all until it turns. */
function hoursReach(timeline: Timeline, at: Temporal.Instant, { from, to }: Bounds): boolean {
  const change = hoursChangeAt(timeline, at);
  if (change === undefined && from !== null) return false;
  if (to === null) return true;
  const { until } = timetableState(timeline, at);
  return until !== null && isBeyond(to, until);
}

/** The whole run that stands at `at`, and the days of change that it may hang on. */
function reachesBack(timeline: Timeline, at: Temporal.Instant, { from }: Bounds): boolean {
  if (from === null) return true;
  const index = lastBegun(timeline.statusChanges, at);
  const standing = timeline.statusChanges[index];
  if (standing === undefined) return false;
  const { first } = runEndingWith(timeline, index);
  const before = timeline.statusChanges.findLastIndex((change) => compareInstants(change.startsAt, first.startsAt) < 0);
  if (before < 0) return false;
  // Days of change may lie in each other; the first at hand might lean on one that is not.
  return !isDayOfChange(timeline, 0, at);
}

/** The next change that differs, and what comes before the hours turn. */
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

/** The record in the time of the claims that may contradict the standing change. */
function claimsReach(timeline: Timeline, at: Temporal.Instant, status: Bounds): boolean {
  const standing = timeline.statusChanges[lastBegun(timeline.statusChanges, at)];
  if (standing === undefined) return true;
  return timeline.claims.every(
    (claim) =>
      claim.until !== null ||
      compareInstants(at, claim.startsAt) < 0 ||
      compareInstants(claimedPeriod(claim, timeline.zone).to, standing.startsAt) < 0 ||
      recordReaches(timeline, claim, status),
  );
}

/** The record throughout what a claim of a mere day or month speaks of, the part of it that is to come included. */
function recordReaches(timeline: Timeline, claim: Recorded<Claim>, { from, to }: Bounds): boolean {
  const period = claimedPeriod(claim, timeline.zone);
  const [oldest] = timeline.statusChanges;
  const back = from === null || (oldest !== undefined && compareInstants(oldest.startsAt, period.from) <= 0);
  return back && (to === null || compareInstants(period.to, to) <= 0);
}
