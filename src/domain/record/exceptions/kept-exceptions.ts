import { Temporal } from "temporal-polyfill";
import { type DayException, exceptionOn, lastDayOfException } from "../../hours/exceptions.ts";
import { type Hours, hoursOfDay, parseHours, type Timetable } from "../../hours/opening-hours.ts";
import { laterBy } from "../../time/later-by.ts";
import { localDay, startOfDay } from "../../time/local-day.ts";
import { compareInstants, endOf, isInstant } from "../../time/moment.ts";
import type { HoursException } from "../report.ts";
import {
  byEffect,
  type HoursLines,
  hoursChangeAt,
  lacksHours,
  lastBegun,
  type RecordedLine,
  type Timeline,
} from "../timeline.ts";

/** An exception, its line, and the days on which it may apply. */
export interface KeptException extends DayException {
  line: RecordedLine<HoursException>;
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0;
const earlier = (a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): Temporal.PlainDate | null =>
  a === null || (b !== null && isBefore(b, a)) ? b : a;

/**
 * Returns the exceptions that may apply at `at`, in the order in which they take effect. Hours may run past midnight,
 * so an exception is included until the end of the day after its last day.
 */
export function exceptionsAt({ hoursExceptions, zone }: HoursLines, at: Temporal.Instant): KeptException[] {
  const begun = hoursExceptions.slice(0, lastBegun(hoursExceptions, at) + 1);
  if (begun.length === 0) return [];
  const kept = begun.flatMap((line): KeptException[] => {
    const { exception, startsAt, until } = line;
    if (exception === null) return [];
    const ends = begun
      .filter((end) => isEndedBy(line, end))
      .map((end) => localDay(end.startsAt, zone).subtract({ days: 1 }));
    const last = [lastDayUntil(until, at, zone), ...ends].reduce(earlier, lastDayOfException(exception));
    return [{ line, exception, first: localDay(startsAt, zone), last }];
  });
  const yesterday = localDay(at, zone).subtract({ days: 1 });
  return kept.filter(({ first, last }) => last === null || (!isBefore(last, yesterday) && !isBefore(last, first)));
}

/**
 * Returns true if `end` is a null exception that ends `line`. A null exception ends all exceptions that took effect
 * before it or were recorded before it.
 */
const isEndedBy = (line: RecordedLine<HoursException>, end: RecordedLine<HoursException>): boolean =>
  end.exception === null && (byEffect(line, end) < 0 || (line.report.seq - end.report.seq || line.line - end.line) < 0);

/**
 * Returns the last day of an exception with the end `until`. Returns null if there is no end, or if the end is an
 * instant that has not passed at `at`.
 */
function lastDayUntil(until: HoursException["until"], at: Temporal.Instant, zone: string): Temporal.PlainDate | null {
  if (until === null) return null;
  if (!isInstant(until)) return localDay(endOf(until, zone), zone).subtract({ days: 1 });
  return compareInstants(until, at) <= 0 ? localDay(until, zone).subtract({ days: 1 }) : null;
}

/** Returns a time after the last night of an exception. Returns null if the exception has no last day. */
export function endOfException({ exception, until }: HoursException, zone: string): Temporal.Instant | null {
  if (exception === null) return null;
  const end = until === null ? null : localDay(endOf(until, zone), zone);
  const last = earlier(lastDayOfException(exception), end);
  return last === null ? null : startOfDay(last.add({ days: 2 }), zone);
}

const ALWAYS = parseHours("24/7");

/** A week in which all hours are unknown. */
const UNKNOWN = parseHours("unknown");

function timetableOf(
  hours: Hours | null,
  exceptions: readonly KeptException[],
  others: readonly Timetable[],
): Timetable | null {
  if (exceptions.length === 0 && others.length === 0) return hours;
  const { text, week } = hours ?? (others.length === 0 ? ALWAYS : UNKNOWN);
  const keys = exceptions.map(({ exception, first, last }) => `${exception.text} ${first} ${last}`);
  return {
    text: [text, ...keys, ...others.map((other) => `(${other.text})`)].join("|"),
    week,
    ...(exceptions.length === 0 ? {} : { exceptions }),
    ...(others.length === 0 ? {} : { others }),
  };
}

/**
 * Returns the hours of a service at `at`, with exceptions. A service without weekly hours gets those of the crossing's
 * other services in the same direction. Returns null if there are no hours and no exceptions.
 */
export function timetableAt(timeline: Timeline, at: Temporal.Instant): Timetable | null {
  const hours = hoursChangeAt(timeline, at)?.hours ?? null;
  const others = hours !== null ? [] : timeline.otherHours.flatMap((other) => weeklyTimetable(other, at) ?? []);
  return timetableOf(hours, exceptionsAt(timeline, at), others);
}

function weeklyTimetable(other: HoursLines, at: Temporal.Instant): Timetable | null {
  const hours = hoursChangeAt(other, at)?.hours ?? null;
  return hours === null ? null : timetableOf(hours, exceptionsAt(other, at), []);
}

/**
 * Returns the instants at which exceptions begin and end. Ends dated only to a day or a month are left out, because the
 * exception's list of days accounts for them.
 */
export function exceptionBounds({ hoursExceptions }: HoursLines): Temporal.Instant[] {
  return hoursExceptions.flatMap(({ startsAt, until }) =>
    until !== null && isInstant(until) ? [startsAt, until] : [startsAt],
  );
}

/**
 * Returns, in order, the instants at which hours change, and the instants of {@link exceptionBounds}. While the service
 * has no hours of its own, also includes such instants of the crossing's other services.
 */
export function timetableBounds(timeline: Timeline): Temporal.Instant[] {
  const boundsOf = (lines: HoursLines) => [
    ...lines.hoursChanges.map(({ startsAt }) => startsAt),
    ...exceptionBounds(lines),
  ];
  const others = timeline.otherHours.flatMap(boundsOf).filter((bound) => lacksHours(timeline, bound));
  return [...boundsOf(timeline), ...others].sort(compareInstants);
}

/** Returns the exception that applies at `at`, if any. */
export function exceptionInForce(timeline: Timeline, at: Temporal.Instant): RecordedLine<HoursException> | undefined {
  const kept = exceptionsAt(timeline, at);
  return kept.length === 0 ? undefined : exceptionOn(kept, dayInForce(timeline, at))?.exception.line;
}

/**
 * Returns the line whose hours open or close a service at an instant. A closing belongs to the hours in force just
 * before it (e.g. a closing at midnight belongs to the hours of the day that ends).
 */
export const hoursLineOf = (timeline: Timeline, at: Temporal.Instant, closes: boolean) =>
  exceptionInForce(timeline, closes ? laterBy(at, { milliseconds: -1 }) : at) ?? hoursChangeAt(timeline, at);

/**
 * Returns the local day whose hours apply at `at`. After midnight this is the previous day if its hours are still
 * running and no hours of the new day have begun.
 */
function dayInForce(timeline: Timeline, at: Temporal.Instant): Temporal.PlainDate {
  const today = localDay(at, timeline.zone);
  const yesterday = today.subtract({ days: 1 });
  const timetable = timetableAt(timeline, at);
  const isWithin = (day: Temporal.PlainDate) =>
    timetable !== null &&
    hoursOfDay(timetable, timeline.zone, day).some(
      ({ state, from, to }) => state === "within" && compareInstants(from, at) <= 0 && compareInstants(at, to) < 0,
    );
  return !isWithin(today) && isWithin(yesterday) ? yesterday : today;
}

/** A current or future exception. `isToday` means that it applies at the requested instant. */
export interface ShownException {
  line: RecordedLine<HoursException>;
  isToday: boolean;
}

/** Returns the current and future exceptions at `at`, in the order in which they take effect. */
export function shownExceptions(timeline: Timeline, at: Temporal.Instant): ShownException[] {
  const { hoursExceptions } = timeline;
  if (hoursExceptions.length === 0) return [];
  const day = dayInForce(timeline, at);
  const kept = exceptionsAt(timeline, at).filter(({ last }) => last === null || !isBefore(last, day));
  const decides = exceptionOn(kept, day)?.exception.line;
  const later = hoursExceptions.filter(
    (line, i) =>
      line.exception !== null &&
      compareInstants(at, line.startsAt) < 0 &&
      !hoursExceptions.slice(0, i).some((end) => isEndedBy(line, end)),
  );
  return [...kept.map(({ line }) => line), ...later].map((line) => ({ line, isToday: line === decides }));
}

/**
 * Returns instants around `at` at which a different exception may begin to apply: the next midnight, and the openings
 * and closings of today and yesterday. Returns none if there are no exceptions.
 */
export function exceptionTurns(timeline: Timeline, at: Temporal.Instant): Temporal.Instant[] {
  const { zone } = timeline;
  const counting = [timeline, ...(lacksHours(timeline, at) ? timeline.otherHours : [])];
  if (counting.every(({ hoursExceptions }) => hoursExceptions.length === 0)) return [];
  const today = localDay(at, zone);
  const timetable = timetableAt(timeline, at);
  const spans =
    timetable === null ? [] : [today.subtract({ days: 1 }), today].flatMap((day) => hoursOfDay(timetable, zone, day));
  return [startOfDay(today.add({ days: 1 }), zone), ...spans.flatMap(({ from, to }) => [from, to])];
}
