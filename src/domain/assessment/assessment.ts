import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../feed/observation.ts";
import { type FeedHour, type Silence, silenceOf } from "../feed/silence.ts";
import { type Hours, sameKnownHours } from "../hours/opening-hours.ts";
import type { ReportHead } from "../record/report.ts";
import { hoursChangeAt, lastBegun, type Timeline } from "../record/timeline.ts";
import type { Thresholds } from "../status/evidence.ts";
import { expectationOf, runEndingWith } from "../status/standing.ts";
import { compareInstants, endOf } from "../time/moment.ts";

/** What the feed's readings may warrant, and after how much of them; each is a setting. */
export interface JudgementLimits extends Thresholds {
  /** `FEED_LIFT_FILINGS`: different filings in a row that lift what the feed may lift. */
  liftFilings: number;
  /** `FEED_SILENT_HOURS`: hours of its own without a moving lane that make a service missing. */
  silentHours: number;
  /** `FEED_HOURS_DAYS`: how long the feed's hours must differ from the record. */
  hoursDays: number;
}

/**
 * What a reading comes to. `confirms` an open status; `lifts` a restriction that the feed may lift; `contradicts` one
 * that it may not; `missing` where it used to be reported and is not; `nothing` otherwise.
 */
export type Finding =
  | { kind: "nothing" }
  | { kind: "confirms" }
  | { kind: "lifts"; movingAt: Temporal.Instant; report: ReportHead; filings: number }
  | { kind: "contradicts"; movingAt: Temporal.Instant; report: ReportHead }
  | { kind: "missing"; silence: Silence };

/**
 * What the last observation of a service comes to at `at`. `hours` are its polls of the last `HABIT_DAYS`.
 * Nothing in the feed ever closes or suspends, and `missing` is doubt, not closure.
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
    const silence = silenceOf(timeline, observation, hours, at, limits.silentHours);
    return silence === null ? { kind: "nothing" } : { kind: "missing", silence };
  }
  // Traffic that was filed before the restriction says nothing of it.
  const filings = observation.filings.filter((filing) => compareInstants(filing, standing.startsAt) > 0);
  const filedAt = filings.at(-1);
  if (!moves || filedAt === undefined) return { kind: "nothing" };
  const { report } = standing;
  // Within the day or the month of a restriction nobody knows whether it has begun: its traffic lifts nothing.
  const begun = endOf(standing.effectiveAt, timeline.zone);
  const after = filings.filter((filing) => compareInstants(filing, begun) >= 0);
  if (!mayLift(timeline, index, at) || after.length === 0) return { kind: "contradicts", movingAt: filedAt, report };
  return after.length >= limits.liftFilings
    ? { kind: "lifts", movingAt: filedAt, report, filings: after.length }
    : { kind: "nothing" };
}

/** The feed lifts what news reported, and what was expected to be over; not what an authority said holds. */
function mayLift(timeline: Timeline, index: number, at: Temporal.Instant): boolean {
  const run = runEndingWith(timeline, index);
  if (run.changes.every((change) => change.report.source.kind === "news")) return true;
  const expected = expectationOf(run);
  return expected !== null && compareInstants(endOf(expected, timeline.zone), at) <= 0;
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
