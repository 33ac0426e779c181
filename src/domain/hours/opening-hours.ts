import { Temporal } from "temporal-polyfill";
import type { RuleText } from "../error-phrases.ts";
import { foldBlanks } from "../fold.ts";
import { localDay, startOfDay } from "../time/local-day.ts";
import { compareInstants } from "../time/moment.ts";
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
export function hoursIntervalsOf(
  hours: Timetable,
  zone: string,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): HoursInterval[] {
  const spans: HoursInterval[] = [];
  for (let day = first.subtract({ days: 1 }); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    spans.push(...hoursOfDay(hours, zone, day));
  const all = [...joined(spans, "within"), ...joined(spans, "unknown")];
  return all.sort((a, b) => compareInstants(a.from, b.from));
}

/**
 * Returns the intervals of one local day. They may end on the next day. Intervals of different services may overlap.
 */
export function hoursOfDay(hours: Timetable, zone: string, day: Temporal.PlainDate): HoursInterval[] {
  const spans = allTimesOn(hours, day).flatMap((times): HoursInterval[] =>
    times === "unknown"
      ? [{ state: "unknown", from: startOfDay(day, zone), to: startOfDay(day.add({ days: 1 }), zone) }]
      : times.map(({ start, end }) => ({ state: "within", from: at(day, start, zone), to: at(day, end, zone) })),
  );
  return spans.filter((span) => compareInstants(span.from, span.to) < 0);
}

function joined(spans: readonly HoursInterval[], state: HoursInterval["state"]): HoursInterval[] {
  const result: HoursInterval[] = [];
  // A clock change in spring can move the start of one interval past the start of the next.
  for (const span of spans.filter((each) => each.state === state).sort((a, b) => compareInstants(a.from, b.from))) {
    const last = result.at(-1);
    if (last !== undefined && compareInstants(last.to, span.from) >= 0) {
      if (compareInstants(last.to, span.to) < 0) last.to = span.to;
    } else result.push({ ...span });
  }
  return result;
}

function at(day: Temporal.PlainDate, minutes: number, zone: string): Temporal.Instant {
  const date = minutes < DAY_MINUTES ? day : day.add({ days: Math.floor(minutes / DAY_MINUTES) });
  const plainTime = new Temporal.PlainTime(Math.floor((minutes % DAY_MINUTES) / 60), minutes % 60);
  return date.toZonedDateTime({ timeZone: zone, plainTime }).toInstant();
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
  const today = localDay(now, zone);
  const near = stateIn(spansAhead(hours, zone, today, AHEAD_DAYS.near), now);
  if (near.until !== null) return near;
  const far = stateIn(spansAhead(hours, zone, today, AHEAD_DAYS.far), now);
  if (exceptionsOf(hours).length === 0) return far;
  let { until } = far;
  for (let day: Temporal.PlainDate | null = today; until === null; ) {
    // No change so far, so the state lasts at least until the first day that differs from the one a week before.
    day = firstDayUnlike(hours, day.add({ days: AHEAD_DAYS.far - 1 }), today);
    if (day === null) break;
    const spans = spansAhead(hours, zone, day.subtract({ days: 1 }), AHEAD_DAYS.far);
    const then = startOfDay(day.subtract({ days: 1 }), zone);
    const next = stateIn(spans, then);
    until = next.state === far.state ? next.until : then;
  }
  return { state: far.state, until };
}

/** Intervals of consecutive days, in order, and the end of the last day. */
interface SpansOfDays {
  spans: readonly HoursInterval[];
  end: Temporal.Instant;
}

/** Returns the state at `now`. `until` is null if the state lasts beyond the last day. */
function stateIn({ spans, end }: SpansOfDays, now: Temporal.Instant): HoursState {
  const covers = (span: HoursInterval) => compareInstants(span.from, now) <= 0 && compareInstants(now, span.to) < 0;
  const current = spans.find((span) => span.state === "within" && covers(span)) ?? spans.find(covers);
  const next = spans.find(
    (span) => compareInstants(now, span.from) < 0 && (current === undefined || span.state === "within"),
  );
  if (current === undefined) return { state: "outside", until: next?.from ?? null };
  // An unknown interval ends where known hours begin.
  const until =
    next !== undefined && current.state === "unknown" && compareInstants(next.from, current.to) < 0
      ? next.from
      : current.to;
  return { state: current.state, until: compareInstants(until, end) < 0 ? until : null };
}

const isAlways = ({ week, exceptions, others }: Timetable): boolean =>
  exceptions === undefined &&
  others === undefined &&
  week.every(
    (times) => times !== "unknown" && times.length === 1 && times[0]?.start === 0 && times[0].end === DAY_MINUTES,
  );

const kept = new Map<string, SpansOfDays>();

/**
 * Returns the intervals from a day onward. Results are cached, because callers ask for the same day many times, and
 * each answer takes a hundred look-ups of zone rules.
 */
function spansAhead(hours: Timetable, zone: string, today: Temporal.PlainDate, days: number): SpansOfDays {
  const key = `${hours.text}|${zone}|${today}|${days}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const last = today.add({ days });
  const spans = {
    spans: hoursIntervalsOf(hours, zone, today, last),
    end: startOfDay(last.add({ days: 1 }), zone),
  };
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
