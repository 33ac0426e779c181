import { Temporal } from "temporal-polyfill";
import type { RuleText } from "../error-phrases.ts";
import { foldBlanks } from "../fold.ts";
import { instantAt } from "../time/instant-at.ts";
import { type Interval, MINUTE_MS } from "../time/interval.ts";
import { type DayLimits, dayAfter, dayBefore, limitsOfDay, localDayAt, startOfDay } from "../time/local-day.ts";
import { allTimesOn, type DayException, exceptionsOf, firstDayUnlike } from "./exceptions.ts";
import { DAY_MINUTES, type DayTimes, parseTimes } from "./times.ts";
import { UnreadableHours } from "./unreadable-hours.ts";
import { ALL_WEEKDAYS, parseDays } from "./weekdays.ts";

/**
 * Weekly hours in local time. `text` is in a subset of OpenStreetMap's `opening_hours`
 * (https://wiki.openstreetmap.org/wiki/Key:opening_hours): `24/7`, or rules separated by `;`. A rule has optional days,
 * and then times, `off` or `unknown`. If several rules apply to a day, the last one wins. A day without a rule is off.
 */
export interface Hours {
  text: string;
  /** Intervals by weekday, Monday first. */
  week: DayTimes[];
}

/** Weekly hours with exceptions. `text` identifies the whole timetable. */
export interface Timetable extends Hours {
  /** Exceptions, in the order in which they take effect. Missing if there are none. */
  exceptions?: readonly DayException[];
  /**
   * Timetables of other services, used if a service's own weekly hours are unknown. Time within one of them is within
   * hours; all other time is unknown, unless the day has an exception.
   */
  others?: readonly Timetable[];
}

/** An interval within the hours, or of `unknown` hours. */
export interface HoursInterval {
  state: "within" | "unknown";
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/**
 * Parses weekly hours, such as `Mo-Fr 06:00-24:00; Sa 08:00-16:00`.
 * @throws UnreadableHours with the part that cannot be parsed
 */
export function parseHours(text: string): Hours {
  const folded = foldBlanks(text);
  if (folded === "24/7") return { text: folded, week: ALL_WEEKDAYS.map(() => [{ start: 0, end: DAY_MINUTES }]) };
  const week: Hours["week"] = ALL_WEEKDAYS.map(() => []);
  const refuse = (...rule: RuleText): never => {
    throw new UnreadableHours(text, rule);
  };
  for (const rule of folded.split(/ ?; ?/)) {
    const match = /^(?:((?:Mo|Tu|We|Th|Fr|Sa|Su)[A-Za-z,\- ]*?) )?(off|unknown|\d.*)$/.exec(rule);
    if (match?.[2] === undefined) return refuse("hoursRule", rule);
    const times = parseTimes(match[2], refuse);
    const days = match[1]?.split(",").flatMap((part) => parseDays(part) ?? refuse("hoursDays", part));
    for (const day of days ?? ALL_WEEKDAYS) week[day] = times;
  }
  return { text: folded, week };
}

/**
 * Returns the intervals within hours, and those of `unknown` hours, on the local days `first` to `last`. Includes the
 * day before `first`, whose hours may run past midnight. Joins adjacent intervals of the same state. A time skipped by
 * a clock change moves forward by the length of the jump. If a time occurs twice, the first one counts: a gate that
 * closes at 01:30 closes once.
 */
export const hoursIntervalsOf = (
  hours: Timetable,
  zone: string,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): HoursInterval[] =>
  spansOfDays(hours, limitsOfDay(first, zone), startOfDay(last, zone).epochMilliseconds).spans.map(inInstants);

/**
 * Returns the intervals of one local day. They may end on the next day. Intervals of different services may overlap.
 */
export const hoursOfDay = (hours: Timetable, zone: string, day: Temporal.PlainDate): HoursInterval[] =>
  spansOfDay(hours, limitsOfDay(day, zone)).map(inInstants);

const inInstants = ({ state, from, to }: HoursSpan): HoursInterval => ({
  state,
  from: instantAt(from),
  to: instantAt(to),
});

/** An interval as in {@link HoursInterval}, in milliseconds since 1970. */
interface HoursSpan extends Interval {
  state: "within" | "unknown";
}

/** Intervals of consecutive days, in order, and the end of the last day in milliseconds since 1970. */
interface SpansOfDays {
  spans: readonly HoursSpan[];
  end: number;
}

/** Returns the intervals of the local days from the one before `first` to the one that includes `last`. */
function spansOfDays(hours: Timetable, first: DayLimits, last: number): SpansOfDays {
  const spans: HoursSpan[] = [];
  let day = dayBefore(first);
  spans.push(...spansOfDay(hours, day));
  while (day.to <= last) {
    day = dayAfter(day);
    spans.push(...spansOfDay(hours, day));
  }
  const all = [...joined(spans, "within"), ...joined(spans, "unknown")];
  return { spans: all.sort((a, b) => a.from - b.from), end: day.to };
}

function spansOfDay(hours: Timetable, day: DayLimits): HoursSpan[] {
  const spans: HoursSpan[] = [];
  for (const times of allTimesOn(hours, day)) {
    if (times === "unknown") spans.push({ state: "unknown", from: day.from, to: day.to });
    else
      for (const { start, end } of times) {
        const [from, to] = [timeOn(day, start), timeOn(day, end)];
        if (from < to) spans.push({ state: "within", from, to });
      }
  }
  return spans;
}

function joined(spans: readonly HoursSpan[], state: HoursSpan["state"]): HoursSpan[] {
  const result: HoursSpan[] = [];
  // A clock change in spring can move the start of one interval past the start of the next.
  for (const span of spans.filter((each) => each.state === state).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && last.to >= span.from) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

/** Returns the instant of a time of day, in milliseconds since 1970. `minutes` above 1440 are on the next day. */
function timeOn(day: DayLimits, minutes: number): number {
  if (minutes >= DAY_MINUTES) return timeOn(dayAfter(day), minutes - DAY_MINUTES);
  if (day.isRegular) return day.from + minutes * MINUTE_MS;
  const plainTime = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60);
  return day.day.toZonedDateTime({ timeZone: day.zone, plainTime }).epochMilliseconds;
}

/** State of the hours at an instant. `until` is its end, or null if none was found. */
export interface HoursState {
  state: "within" | "outside" | "unknown";
  until: Temporal.Instant | null;
}

/**
 * Days to search for the next change. Most changes come by the next day (`near`). Without exceptions, all come within
 * 16 days (`far`): two weeks, in case a clock change skips an interval of minutes, plus a day on either side.
 */
const AHEAD_DAYS = { near: 1, far: 16 };

/**
 * Returns the state of `hours` at `now` in `zone`. Known hours that began yesterday and run past midnight win over
 * unknown hours of today.
 */
export function hoursState(hours: Timetable, zone: string, now: Temporal.Instant): HoursState {
  if (isAlways(hours)) return { state: "within", until: null };
  const { state, until } = stateOf(hours, localDayAt(now.epochMilliseconds, zone), now.epochMilliseconds);
  return { state, until: until === null ? null : instantAt(until) };
}

/** State of the hours as in {@link HoursState}, in milliseconds since 1970. */
interface State {
  state: HoursState["state"];
  until: number | null;
}

function stateOf(hours: Timetable, today: DayLimits, now: number): State {
  const near = stateIn(spansAhead(hours, today, AHEAD_DAYS.near), now);
  if (near.until !== null) return near;
  const far = stateIn(spansAhead(hours, today, AHEAD_DAYS.far), now);
  if (exceptionsOf(hours).length === 0) return far;
  let { until } = far;
  for (let day: Temporal.PlainDate | null = today.day; until === null; ) {
    // No change so far, so the state lasts at least until the first day that differs from the one a week before.
    day = firstDayUnlike(hours, day.add({ days: AHEAD_DAYS.far - 1 }), today.day);
    if (day === null) break;
    const then = dayBefore(limitsOfDay(day, today.zone));
    const next = stateIn(spansAhead(hours, then, AHEAD_DAYS.far), then.from);
    until = next.state === far.state ? next.until : then.from;
  }
  return { state: far.state, until };
}

/** Returns the state at `now`. `until` is null if the state lasts beyond the last day. */
function stateIn({ spans, end }: SpansOfDays, now: number): State {
  const covers = (span: HoursSpan) => span.from <= now && now < span.to;
  const current = spans.find((span) => span.state === "within" && covers(span)) ?? spans.find(covers);
  const next = spans.find((span) => now < span.from && (current === undefined || span.state === "within"));
  if (current === undefined) return { state: "outside", until: next?.from ?? null };
  // An unknown interval ends where known hours begin.
  const until = next !== undefined && current.state === "unknown" && next.from < current.to ? next.from : current.to;
  return { state: current.state, until: until < end ? until : null };
}

const isAlways = ({ week, exceptions, others }: Timetable): boolean =>
  exceptions === undefined &&
  others === undefined &&
  week.every(
    (times) => times !== "unknown" && times.length === 1 && times[0]?.start === 0 && times[0].end === DAY_MINUTES,
  );

const kept = new Map<string, SpansOfDays>();

/**
 * Returns the intervals of a day, of the day before and of the next `days`. If there are exceptions, results are
 * cached, because callers ask for the same day many times.
 */
function spansAhead(hours: Timetable, today: DayLimits, days: number): SpansOfDays {
  let last = today;
  for (let i = 0; i < days; i++) last = dayAfter(last);
  if (hours.exceptions === undefined && hours.others === undefined) return spansOfDays(hours, today, last.from);
  const key = `${hours.text}|${today.zone}|${today.from}|${days}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const spans = spansOfDays(hours, today, last.from);
  // A few hundred keys are normal. A request that walks through many days adds keys that are not used again.
  if (kept.size >= 1000) kept.clear();
  kept.set(key, spans);
  return spans;
}

/** Returns true if two sets of weekly hours agree on every day that is known in both. Null means always open. */
export function sameKnownHours(a: Hours | null, b: Hours | null): boolean {
  const always = parseHours("24/7");
  return ALL_WEEKDAYS.every((day) => {
    return sameKnownTimes((a ?? always).week[day] ?? [], (b ?? always).week[day] ?? []);
  });
}

/** Returns true if the times of two days are equal, or either is unknown. */
export const sameKnownTimes = (one: DayTimes, other: DayTimes): boolean =>
  one === "unknown" || other === "unknown" || JSON.stringify(one) === JSON.stringify(other);
