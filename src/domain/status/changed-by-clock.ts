import type { Temporal } from "temporal-polyfill";
import type { Recorded, Timeline } from "../record/timeline.ts";
import { compareInstants } from "../time/moment.ts";
import type { Thresholds } from "./evidence.ts";
import { nextTurn } from "./next-change.ts";
import { type Standing, standingAt } from "./standing.ts";

/** What people are told when it turns. How sure it is also turns with the feed, which is not the clock's doing. */
const TOLD = ["open", "status", "limited", "because", "overdue"] as const satisfies (keyof Standing)[];

/**
 * Whether the clock alone made the standing at `until` another than at `since`, by the record. What was recorded in the
 * meantime, later than it took effect, turned it when it was recorded, and was announced then.
 */
export function isTurnedByClock(
  timeline: Timeline,
  since: Temporal.Instant,
  until: Temporal.Instant,
  thresholds: Thresholds,
): boolean {
  const before = standingAt(timeline, since, null, thresholds);
  const after = standingAt(timeline, until, null, thresholds);
  if (TOLD.every((key) => before[key] === after[key])) return false;
  const turn = nextTurn(withoutLate(timeline, since), since, null, thresholds);
  return turn !== null && compareInstants(turn, until) <= 0;
}

function withoutLate(timeline: Timeline, since: Temporal.Instant): Timeline {
  const inTime = ({ startsAt, report }: Pick<Recorded<object>, "startsAt" | "report">) =>
    compareInstants(startsAt, since) <= 0 || compareInstants(report.recordedAt, startsAt) <= 0;
  return {
    ...timeline,
    statusChanges: timeline.statusChanges.filter(inTime),
    hoursChanges: timeline.hoursChanges.filter(inTime),
    claims: timeline.claims.filter(inTime),
  };
}
