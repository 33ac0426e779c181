import type { Temporal } from "temporal-polyfill";
import { isSameLimits } from "../record/limits.ts";
import type { RecordedLine, Timeline } from "../record/timeline.ts";
import { compareInstants } from "../time/moment.ts";
import type { Thresholds } from "./evidence.ts";
import { nextChange } from "./next-change.ts";
import { restrictionsKey } from "./restrictions.ts";
import { type Standing, standingAt } from "./standing.ts";

/**
 * Changes to these fields are reported to subscribers. Certainty is not among them, because the feed changes it too.
 */
const TOLD = ["open", "status", "because", "overdue"] as const satisfies (keyof Standing)[];

/**
 * Returns true if the standing changed between `since` and `until` only because time passed. Ignores lines recorded
 * after their effective time: subscribers were notified when those were recorded.
 */
export function isChangedByClock(
  timeline: Timeline,
  since: Temporal.Instant,
  until: Temporal.Instant,
  thresholds: Thresholds,
): boolean {
  const before = standingAt(timeline, since, null, thresholds);
  const after = standingAt(timeline, until, null, thresholds);
  const isSame =
    restrictionsKey(before.restrictions) === restrictionsKey(after.restrictions) && isSameLimits(before, after);
  if (isSame && TOLD.every((key) => before[key] === after[key])) return false;
  const turn = nextChange(withoutLate(timeline, since), since, null, thresholds);
  return turn !== null && compareInstants(turn, until) <= 0;
}

function withoutLate(timeline: Timeline, since: Temporal.Instant): Timeline {
  const inTime = ({ startsAt, report }: Pick<RecordedLine<object>, "startsAt" | "report">) =>
    compareInstants(startsAt, since) <= 0 || compareInstants(report.recordedAt, startsAt) <= 0;
  return {
    ...timeline,
    statusChanges: timeline.statusChanges.filter(inTime),
    hoursChanges: timeline.hoursChanges.filter(inTime),
    hoursExceptions: timeline.hoursExceptions.filter(inTime),
    claims: timeline.claims.filter(inTime),
    counts: timeline.counts.filter(inTime),
  };
}
