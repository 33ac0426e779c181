import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../feed/observation.ts";
import { type PolledHour, type Silence, silenceOf } from "../feed/silence.ts";
import { exceptionOn } from "../hours/exceptions.ts";
import { type Hours, parseHours, sameKnownHours, sameKnownTimes } from "../hours/opening-hours.ts";
import type { DayTimes } from "../hours/times.ts";
import { ALL_WEEKDAYS } from "../hours/weekdays.ts";
import { exceptionsAt } from "../record/exceptions/kept-exceptions.ts";
import type { OpenLimits } from "../record/limits.ts";
import type { ReportHead } from "../record/report.ts";
import { lastOpenLimits, newestOf, type Restriction, stateAt } from "../record/restrictions.ts";
import { hoursChangeAt, type Timeline } from "../record/timeline.ts";
import type { Thresholds } from "../status/evidence.ts";
import { localDay, startOfDay } from "../time/local-day.ts";
import { compareInstants, endOf } from "../time/moment.ts";

/** Limits for conclusions from feed readings. Each is a setting. */
export interface AssessmentLimits extends Thresholds {
  /** `FEED_LIFT_FILINGS`: number of different filings in a row that lift a restriction. */
  liftFilings: number;
  /** `FEED_SILENT_HOURS`: operating hours without traffic before a service may be `missing`. */
  silentHours: number;
  /** `FEED_HOURS_DAYS`: days for which the feed must list the same hours before they are proposed. */
  hoursDays: number;
}

/**
 * Conclusion from a reading. `confirms` supports an open status. `lifts` ends restrictions that the feed may lift.
 * `contradicts` means traffic under a restriction that the feed may not lift yet. `missing` means that a service lacks
 * its usual traffic.
 */
export type Assessment =
  | { kind: "nothing" }
  | { kind: "confirms" }
  | LiftFinding
  | { kind: "contradicts"; movingAt: Temporal.Instant; report: ReportHead; limits: OpenLimits }
  | { kind: "missing"; silence: Silence };

/**
 * Traffic that lifts restrictions. `limits` are those from before the restrictions, because the traffic may consist
 * only of the travellers admitted then.
 */
export interface LiftFinding {
  kind: "lifts";
  movingAt: Temporal.Instant;
  reports: [ReportHead, ...ReportHead[]];
  filings: number;
  limits: OpenLimits;
}

/**
 * Returns the conclusion at `at` from a service's last observation. `hours` are the service's polls of the last
 * `HABIT_DAYS` days. `missing` only casts doubt; the feed never closes or suspends a service.
 */
export function assess(
  timeline: Timeline,
  observation: Observation,
  hours: readonly PolledHour[],
  at: Temporal.Instant,
  limits: AssessmentLimits,
): Assessment {
  const state = stateAt(timeline, at);
  if (state === undefined) return { kind: "nothing" };
  const { movingAt } = observation;
  const moves =
    observation.kind === "moving" &&
    movingAt !== null &&
    compareInstants(at.subtract({ minutes: limits.freshMinutes }), movingAt) <= 0;
  if (state.status === "open") {
    if (moves) return { kind: "confirms" };
    const silence = silenceOf(timeline, observation, hours, at, limits.silentHours);
    return silence === null ? { kind: "nothing" } : { kind: "missing", silence };
  }
  const filedAt = observation.filings.at(-1);
  if (!moves || filedAt === undefined) return { kind: "nothing" };
  const cases = state.restrictions.map((restriction) => ({
    report: newestOf(restriction).report,
    ...trafficUnder(restriction, observation.filings, timeline.zone),
    mayLift: mayLift(restriction, timeline.zone, at),
  }));
  const contradicted = cases.find((each) => each.isContradicted && !(each.mayLift && each.after > 0));
  const liftable = cases.filter((each) => each.mayLift && each.after >= limits.liftFilings);
  const openLimits = lastOpenLimits(timeline, at);
  const [first, ...more] = liftable.map(({ report }) => report);
  if (first !== undefined) {
    const filings = Math.min(...liftable.map(({ after }) => after));
    return { kind: "lifts", movingAt: filedAt, reports: [first, ...more], filings, limits: openLimits };
  }
  return contradicted === undefined
    ? { kind: "nothing" }
    : { kind: "contradicts", movingAt: filedAt, report: contradicted.report, limits: openLimits };
}

/**
 * Compares filings with a restriction. `isContradicted` is true if there was traffic after the restriction's earliest
 * possible start. `after` counts filings after its latest possible start. For example, a restriction dated 4 December
 * may begin at any time that day, so `after` counts from 5 December.
 */
function trafficUnder(
  restriction: Restriction,
  filings: readonly Temporal.Instant[],
  zone: string,
): { isContradicted: boolean; after: number } {
  const { startsAt, effectiveAt } = newestOf(restriction);
  const begun = endOf(effectiveAt, zone);
  return {
    isContradicted: filings.some((filing) => compareInstants(filing, startsAt) > 0),
    after: filings.filter((filing) => compareInstants(filing, startsAt) > 0 && compareInstants(filing, begun) >= 0)
      .length,
  };
}

/** Returns true if the feed may lift the restriction, because only news reported it or its expected end has passed. */
function mayLift(restriction: Restriction, zone: string, at: Temporal.Instant): boolean {
  if (restriction.changes.every((change) => change.report.source.kind === "news")) return true;
  const { expectedUntil } = newestOf(restriction);
  return expectedUntil !== null && compareInstants(endOf(expectedUntil, zone), at) <= 0;
}

/**
 * Returns true if the feed has listed the same hours for `days` days and they differ from those on record at `at`. A
 * service without hours on record counts as always open. Hours of a recent or coming exception do not count as
 * different, because the feed may list a season's hours some days early or late.
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
  const hours = hoursChangeAt(timeline, at)?.hours ?? null;
  if (sameKnownHours(hours, listed)) return false;
  const today = localDay(at, timeline.zone);
  // The listed hours may belong to a week that ended at most `days` days ago or begins at most `days` days from now.
  const reach = days + ALL_WEEKDAYS.length - 1;
  const special = exceptionTimes(timeline, today.subtract({ days: reach }), today.add({ days: reach }));
  return ALL_WEEKDAYS.some((weekday) => {
    const [own, theirs] = [(hours ?? ALWAYS).week[weekday] ?? [], listed.week[weekday] ?? []];
    const onRecord = special.filter(({ day }) => day.dayOfWeek - 1 === weekday).map(({ times }) => times);
    return ![own, ...onRecord].some((times) => sameKnownTimes(times, theirs));
  });
}

const ALWAYS = parseHours("24/7");

/** Returns the days from `first` to `last` with an exception, and the opening times on each. */
function exceptionTimes(
  timeline: Timeline,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): { day: Temporal.PlainDate; times: DayTimes }[] {
  if (timeline.hoursExceptions.length === 0) return [];
  const found: { day: Temporal.PlainDate; times: DayTimes }[] = [];
  for (let day = first; day.until(last).sign >= 0; day = day.add({ days: 1 })) {
    const kept = exceptionsAt(timeline, startOfDay(day.add({ days: 1 }), timeline.zone));
    const times = exceptionOn(kept, day)?.times;
    if (times !== undefined) found.push({ day, times });
  }
  return found;
}
