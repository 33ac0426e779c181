import type { Temporal } from "temporal-polyfill";
import { type HistoryInterval, statusIntervalsInHistory } from "../record/history.ts";
import type { ReportHead } from "../record/report.ts";
import { statusStatesOf } from "../record/restrictions.ts";
import type { Timeline } from "../record/timeline.ts";
import type { Interval } from "../time/interval.ts";
import { endOf } from "../time/moment.ts";
import type { LocalDay } from "../time/months.ts";
import type { Reason } from "../vocabulary.ts";
import { availabilityOf, type Cause, type MonthAccount } from "./availability.ts";
import type { AccountLimits } from "./status-intervals.ts";

/** Kinds of restricted time, strongest first. `limited` is an open service with limits. */
export const RESTRICTED_KINDS = ["closed", "suspended", "limited"] as const;
export type RestrictedKind = (typeof RESTRICTED_KINDS)[number];

/**
 * An unbroken time in which a service was closed, suspended, or open with the same limits. Its start and end are those
 * on record, so they may lie outside the period that the account covers. Everything counted lies inside that period.
 */
export interface RestrictedTime {
  kind: RestrictedKind;
  /** Interval on record. `from` is null if it began at an earlier, unreported time; `to` is null if nothing ends it. */
  interval: HistoryInterval;
  /**
   * Local days on which the service was certainly restricted. A day counts if the service was restricted at any moment
   * of its opening hours on that day. A service without hours on record is measured by those of the crossing's other
   * services ({@link withHours}). If no service has any, any moment of the day counts. A day on which the service would
   * have been shut anyway does not count.
   */
  days: readonly Temporal.PlainDate[];
  /**
   * Other local days on which it is not known whether the restriction was still in force, because it was long overdue,
   * or because the service opened at an unreported time of that day.
   */
  daysInDoubt: readonly Temporal.PlainDate[];
  /** Restricted time in milliseconds, at any hour of the day, without the time in doubt. */
  time: number;
  /** Part of `time` within the opening hours on record, in milliseconds. */
  withinHours: number;
  /** Part of `time` for which no opening hours are on record, in milliseconds. */
  hoursUnknown: number;
  /** Reasons stated for the counted time and the time in doubt, in chronological order. */
  reasons: readonly Reason[];
  /** Reports that began or continued the restriction before the end of the period, in recording order. */
  reports: readonly ReportHead[];
}

/**
 * Returns the restricted times of a service on the given local days, oldest first. `days` must be consecutive. Times
 * without a counted day are left out. All figures come from {@link availabilityOf}, applied to single days. `beside`
 * holds the timelines of the crossing's services.
 */
export function restrictedTimesOf(
  timeline: Timeline,
  days: readonly LocalDay[],
  limits: AccountLimits,
  traffic: readonly Interval[] = [],
  beside: readonly Timeline[] = [],
): RestrictedTime[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const intervals = statusIntervalsInHistory(timeline);
  const accountOf = (some: readonly LocalDay[], of = timeline) => availabilityOf(of, some, limits, traffic);
  const kept = withHours(timeline, beside, first.from);
  return intervals.flatMap((interval, i) => {
    const kind = kindOf(interval);
    const from = interval.startsAt.epochMilliseconds;
    if (kind === null || last.to <= from) return [];
    const counted = within(days, { from, to: doubtEnd(interval, intervals[i + 1], timeline.zone) });
    const own = accountOf(counted);
    const time = {
      ...countedDays(counted, kept === timeline ? own : accountOf(counted, kept), kind),
      ...countedTime(own, kind),
    };
    if (time.days.length + time.daysInDoubt.length === 0) return [];
    return [{ kind, interval, ...time, reports: reportsOf(timeline, interval, last.to) }];
  });
}

/** Returns the days of the given kinds without duplicates, in order. */
export function daysOfAll(
  times: readonly RestrictedTime[],
  kinds: readonly RestrictedKind[],
  which: "days" | "daysInDoubt" = "days",
): Temporal.PlainDate[] {
  const days = times.filter(({ kind }) => kinds.includes(kind)).flatMap((time) => time[which]);
  const byText = new Map(days.map((day) => [day.toString(), day]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day);
}

const kindOf = ({ status, limited }: HistoryInterval): RestrictedKind | null =>
  status !== "open" ? status : limited ? "limited" : null;

/**
 * Returns the end of the time in which a restriction may still have been in force. It is the end of the day or month in
 * which the service opened, or the start of another restriction if that is earlier.
 */
function doubtEnd({ to, endsAt }: HistoryInterval, next: HistoryInterval | undefined, zone: string): number {
  if (to === null || endsAt === null) return Number.POSITIVE_INFINITY;
  if (next === undefined || next.status !== "open") return endsAt.epochMilliseconds;
  return Math.min(endOf(to, zone).epochMilliseconds, next.endsAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY);
}

/** Returns the days that an interval touches, limited to the interval. */
const within = (days: readonly LocalDay[], { from, to }: Interval): LocalDay[] =>
  days.flatMap((day) => {
    const part = { from: Math.max(day.from, from), to: Math.min(day.to, to) };
    return part.from < part.to ? [{ ...day, ...part }] : [];
  });

/**
 * Returns the timeline with the hours used for counting its days from `from` on. Until its own weekly hours begin, it
 * gets those of another service of the crossing: one in the same direction, else one of the same mode, else any.
 */
function withHours(timeline: Timeline, beside: readonly Timeline[], from: number): Timeline {
  const begins = ({ hoursChanges }: Timeline): number =>
    hoursChanges.find(({ hours }) => hours !== null)?.startsAt.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  const own = begins(timeline);
  if (own <= from) return timeline;
  const { mode, direction } = timeline.service;
  const keeping = beside.filter((each) => begins(each) < own);
  const lender =
    keeping.find(({ service }) => service.direction === direction) ??
    keeping.find(({ service }) => service.mode === mode) ??
    keeping[0];
  if (lender === undefined) return timeline;
  const isBefore = ({ startsAt }: { startsAt: Temporal.Instant }) => startsAt.epochMilliseconds < own;
  const joined = <Line extends { startsAt: Temporal.Instant }>(
    lent: readonly Line[],
    lines: readonly Line[],
  ): Line[] => [...lent.filter(isBefore), ...lines.filter((line) => !isBefore(line))];
  return {
    ...timeline,
    hoursChanges: joined(lender.hoursChanges, timeline.hoursChanges),
    hoursExceptions: joined(lender.hoursExceptions, timeline.hoursExceptions),
  };
}

/** Sorts days into certain days and days in doubt. `accounts` has an account for each of the days. */
function countedDays(
  parts: readonly LocalDay[],
  accounts: readonly MonthAccount[],
  kind: RestrictedKind,
): Pick<RestrictedTime, "days" | "daysInDoubt"> {
  const days: Temporal.PlainDate[] = [];
  const daysInDoubt: Temporal.PlainDate[] = [];
  for (const [i, { causes }] of accounts.entries()) {
    const day = parts[i]?.day;
    if (day === undefined) continue;
    const inHours = causes.filter(({ withinHours, hoursUnknown }) => withinHours + hoursUnknown > 0);
    if (inHours.some(({ share }) => share === kind)) days.push(day);
    else if (inHours.some(isDoubt)) daysInDoubt.push(day);
  }
  return { days, daysInDoubt };
}

const isDoubt = ({ because }: Cause): boolean => because === "overdue" || because === "day_of_change";

/** Adds up the time of one kind, and collects the reasons for this time and for the time in doubt. */
function countedTime(
  accounts: readonly MonthAccount[],
  kind: RestrictedKind,
): Pick<RestrictedTime, "time" | "withinHours" | "hoursUnknown" | "reasons"> {
  const causes = accounts.flatMap((account) => account.causes);
  const mine = causes.filter(({ share }) => share === kind);
  const sumOf = (part: "time" | "withinHours" | "hoursUnknown") => mine.reduce((sum, cause) => sum + cause[part], 0);
  const reasons = causes.flatMap((cause) => (cause.share === kind || isDoubt(cause) ? (cause.reason ?? []) : []));
  return {
    time: sumOf("time"),
    withinHours: sumOf("withinHours"),
    hoursUnknown: sumOf("hoursUnknown"),
    reasons: [...new Set(reasons)],
  };
}

function reportsOf(timeline: Timeline, interval: HistoryInterval, before: number): ReportHead[] {
  const end = Math.min(before, interval.endsAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY);
  const states = statusStatesOf(timeline).filter(({ startsAt }) => {
    const at = startsAt.epochMilliseconds;
    return interval.startsAt.epochMilliseconds <= at && at < end;
  });
  const reports = states.flatMap(({ status, restrictions, change }) =>
    status === "open" ? [change.report] : restrictions.flatMap(({ changes }) => changes.map(({ report }) => report)),
  );
  return [...new Map(reports.map((report) => [report.id, report])).values()].sort((a, b) => a.seq - b.seq);
}
