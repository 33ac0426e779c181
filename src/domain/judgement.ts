import type { Temporal } from "temporal-polyfill";
import type { Thresholds } from "./evidence.ts";
import { type Hours, sameKnownHours } from "./hours.ts";
import { compareInstants, endOf } from "./moment.ts";
import type { Observation } from "./observation.ts";
import type { ReportHead } from "./report.ts";
import { expectationOf, runEndingWith } from "./standing.ts";
import { hoursChangeAt, lastBegun, type Timeline } from "./timeline.ts";
import { timetableState } from "./timetable.ts";

/** What the feed's readings may warrant, and after how much of them; each is a setting. */
export interface JudgementLimits extends Thresholds {
  /** `FEED_LIFT_POLLS`: moving polls in a row that lift what the feed may lift. */
  liftPolls: number;
  /** `FEED_SILENT_HOURS`: hours of its own without a moving lane that make a service missing. */
  silentHours: number;
  /** `FEED_HOURS_DAYS`: how long the feed's hours must differ from the record. */
  hoursDays: number;
}

/** How often a service was polled, and seen to move, in one hour of UTC. */
export interface FeedHour {
  hour: Temporal.Instant;
  polls: number;
  moving: number;
}

/**
 * What a reading comes to. `confirms` an open status; `lifts` a restriction that the feed may lift; `contradicts` one
 * that it may not; `missing` where it used to be reported and is not; `nothing` otherwise.
 */
export type Finding =
  | { kind: "nothing" }
  | { kind: "confirms" }
  | { kind: "lifts"; movingAt: Temporal.Instant; report: ReportHead }
  | { kind: "contradicts"; movingAt: Temporal.Instant; report: ReportHead }
  | { kind: "missing"; since: Temporal.Instant };

/** How far back "used to be reported" looks: two weeks have every hour of the week twice. */
export const USUAL_DAYS = 14;

/**
 * What the last observation of a service comes to at `at`. `hours` are its polls of the last {@link USUAL_DAYS} and
 * more. Nothing in the feed ever closes or suspends, and `missing` is doubt, not closure.
 */
export function judge(
  timeline: Timeline,
  observation: Observation,
  hours: readonly FeedHour[],
  at: Temporal.Instant,
  limits: JudgementLimits,
): Finding {
  const index = lastBegun(timeline.statusChanges, at);
  const standing = timeline.statusChanges[index];
  if (standing === undefined) return { kind: "nothing" };
  const { movingAt } = observation;
  const moves =
    observation.kind === "moving" &&
    movingAt !== null &&
    compareInstants(at.subtract({ minutes: limits.freshMinutes }), movingAt) <= 0;
  if (standing.status === "open") {
    if (moves) return { kind: "confirms" };
    const since = missingSince(timeline, observation, hours, at, limits.silentHours);
    return since === null ? { kind: "nothing" } : { kind: "missing", since };
  }
  // Traffic that was filed before the restriction says nothing of it.
  if (!moves || compareInstants(movingAt, standing.startsAt) <= 0) return { kind: "nothing" };
  const { report } = standing;
  if (!mayLift(timeline, index, at)) return { kind: "contradicts", movingAt, report };
  return observation.movingPolls >= limits.liftPolls ? { kind: "lifts", movingAt, report } : { kind: "nothing" };
}

/** The feed lifts what news reported, and what was expected to be over; not what an authority said holds. */
function mayLift(timeline: Timeline, index: number, at: Temporal.Instant): boolean {
  const run = runEndingWith(timeline, index);
  if (run.changes.every((change) => change.report.source.kind === "news")) return true;
  const expected = expectationOf(run);
  return expected !== null && compareInstants(endOf(expected, timeline.zone), at) <= 0;
}

/**
 * Since when a service is missing, or null where it is not: polled through so many hours of its own without a moving
 * lane, in hours of the week in which it moved in at least half of its polls of the two weeks before. So a cargo gate
 * that rests on Sundays, and a bridge where nobody files at night, are not missed then.
 */
function missingSince(
  timeline: Timeline,
  observation: Observation,
  hours: readonly FeedHour[],
  at: Temporal.Instant,
  silentHours: number,
): Temporal.Instant | null {
  const { movingAt } = observation;
  if (movingAt === null) return null;
  if (observation.missingSince !== null) return observation.missingSince;
  if (timetableState(timeline, at).state !== "within") return null;
  const silent = hours.filter(
    ({ hour, polls, moving }) =>
      polls > 0 &&
      moving === 0 &&
      compareInstants(movingAt, hour) < 0 &&
      timetableState(timeline, hour).state === "within",
  );
  if (silent.length < silentHours) return null;
  const week = new Set(silent.map(({ hour }) => hourOfWeek(hour, timeline.zone)));
  const from = at.subtract({ hours: 24 * USUAL_DAYS });
  const usual = hours.filter(
    ({ hour }) =>
      compareInstants(from, hour) <= 0 &&
      compareInstants(hour, movingAt) <= 0 &&
      week.has(hourOfWeek(hour, timeline.zone)),
  );
  const polls = usual.reduce((sum, each) => sum + each.polls, 0);
  const moving = usual.reduce((sum, each) => sum + each.moving, 0);
  return polls > 0 && 2 * moving >= polls ? movingAt : null;
}

function hourOfWeek(hour: Temporal.Instant, zone: string): string {
  const local = hour.toZonedDateTimeISO(zone);
  return `${local.dayOfWeek} ${local.hour}`;
}

/** True where the feed has given other hours than the record for long enough. A record without hours says always. */
export function hoursDiffer(
  timeline: Timeline,
  observation: Observation,
  listed: Hours,
  at: Temporal.Instant,
  days: number,
): boolean {
  const { hoursSince } = observation;
  if (hoursSince === null || compareInstants(at.subtract({ hours: 24 * days }), hoursSince) < 0) return false;
  return !sameKnownHours(hoursChangeAt(timeline, at)?.hours ?? null, listed);
}
