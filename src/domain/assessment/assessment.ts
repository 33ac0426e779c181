import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../feed/observation.ts";
import { type PolledHour, type Silence, silenceOf } from "../feed/silence.ts";
import { type Hours, sameKnownHours } from "../hours/opening-hours.ts";
import type { ReportHead } from "../record/report.ts";
import { hoursChangeAt, lastBegun, type Timeline } from "../record/timeline.ts";
import type { Thresholds } from "../status/evidence.ts";
import { changeRunUpTo, expectationOf } from "../status/standing.ts";
import { compareInstants, endOf } from "../time/moment.ts";

/** Thresholds for conclusions from feed readings. Each is a setting. */
export interface AssessmentLimits extends Thresholds {
  /** `FEED_LIFT_FILINGS`: consecutive distinct filings required to lift a restriction that the feed may lift. */
  liftFilings: number;
  /** `FEED_SILENT_HOURS`: operating hours without a moving lane before a service counts as missing. */
  silentHours: number;
  /** `FEED_HOURS_DAYS`: days for which the feed's hours must differ from the record. */
  hoursDays: number;
}

/**
 * The conclusion from a reading. It `confirms` an open status, `lifts` a restriction that the feed may lift, or
 * `contradicts` one that it may not lift. `missing` means that the service is usually reported and now is not.
 * Otherwise the conclusion is `nothing`.
 */
export type Assessment =
  | { kind: "nothing" }
  | { kind: "confirms" }
  | { kind: "lifts"; movingAt: Temporal.Instant; report: ReportHead; filings: number }
  | { kind: "contradicts"; movingAt: Temporal.Instant; report: ReportHead }
  | { kind: "missing"; silence: Silence };

/**
 * Assesses the last observation of a service at `at`. `hours` are its polls of the last `HABIT_DAYS`. The feed never
 * closes or suspends a service: `missing` is doubt, not closure.
 */
export function assess(
  timeline: Timeline,
  observation: Observation,
  hours: readonly PolledHour[],
  at: Temporal.Instant,
  limits: AssessmentLimits,
): Assessment {
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
  // Traffic filed before the restriction is no evidence against it.
  const filings = observation.filings.filter((filing) => compareInstants(filing, standing.startsAt) > 0);
  const filedAt = filings.at(-1);
  if (!moves || filedAt === undefined) return { kind: "nothing" };
  const { report } = standing;
  // A restriction dated by a day or month may not have begun until that period is over, so traffic within the period
  // does not lift it.
  const begun = endOf(standing.effectiveAt, timeline.zone);
  const after = filings.filter((filing) => compareInstants(filing, begun) >= 0);
  if (!mayLift(timeline, index, at) || after.length === 0) return { kind: "contradicts", movingAt: filedAt, report };
  return after.length >= limits.liftFilings
    ? { kind: "lifts", movingAt: filedAt, report, filings: after.length }
    : { kind: "nothing" };
}

/**
 * Returns true if the feed may lift the restriction: if only news reported it, or its expected end has passed. An
 * authority's word stands.
 */
function mayLift(timeline: Timeline, index: number, at: Temporal.Instant): boolean {
  const run = changeRunUpTo(timeline, index);
  if (run.changes.every((change) => change.report.source.kind === "news")) return true;
  const expected = expectationOf(run);
  return expected !== null && compareInstants(endOf(expected, timeline.zone), at) <= 0;
}

/**
 * Returns true if the feed has differed from the record's hours for long enough. A record without hours counts as
 * always open.
 */
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
