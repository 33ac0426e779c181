import { Temporal } from "temporal-polyfill";
import { exceptionOn } from "../hours/exceptions.ts";
import { hoursIntervalsOf, type Timetable } from "../hours/opening-hours.ts";
import { type Interval, mergeIntervals, splitIntervals } from "../time/interval.ts";
import { localDay, periodOf } from "../time/moment.ts";
import type { LocalMonth } from "../time/months.ts";
import { exceptionsAt, type KeptException, timetableAt, timetableBounds } from "./exceptions/kept-exceptions.ts";
import type { HoursChange, HoursException } from "./report.ts";
import type { RecordedLine, Timeline } from "./timeline.ts";

/** A period with the same hours and exceptions. `timetable` is null if there are none. */
export interface KeptHours extends Interval {
  timetable: Timetable | null;
  change: RecordedLine<HoursChange> | null;
  exceptions: readonly KeptException[];
}

/**
 * Returns the periods in which a service's hours stay the same, in order. Together, the periods cover all time, from
 * negative to positive infinity.
 */
export function keptHoursOf(timeline: Timeline): KeptHours[] {
  const { hoursChanges } = timeline;
  const kept: KeptHours[] = [
    { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, timetable: null, change: null, exceptions: [] },
  ];
  let begun = 0;
  for (const bound of timetableBounds(timeline)) {
    const from = bound.epochMilliseconds;
    const last = kept.at(-1);
    if (last?.from === from) continue;
    if (last !== undefined) last.to = from;
    while ((hoursChanges[begun]?.startsAt.epochMilliseconds ?? Number.POSITIVE_INFINITY) <= from) begun++;
    const change = hoursChanges[begun - 1] ?? null;
    kept.push({
      from,
      to: Number.POSITIVE_INFINITY,
      timetable: timetableAt(timeline, bound),
      change,
      exceptions: exceptionsAt(timeline, bound),
    });
  }
  return kept;
}

/** Returns the lines that state the hours of the local days that an interval touches. */
export function statingLines(
  { change, exceptions }: KeptHours,
  zone: string,
  { from, to }: Interval,
): RecordedLine<HoursChange | HoursException>[] {
  const lines = change === null ? [] : [change];
  if (exceptions.length === 0) return lines;
  const deciding = new Set<RecordedLine<HoursException>>();
  const dayOf = (at: number) => localDay(Temporal.Instant.fromEpochMilliseconds(at), zone);
  const last = dayOf(to - 1);
  for (let day = dayOf(from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const line = exceptionOn(exceptions, day)?.exception.line;
    if (line !== undefined) deciding.add(line);
  }
  return [...lines, ...deciding];
}

/** Milliseconds of a period within hours, outside them, and in hours that are `unknown`. */
export interface HoursTime {
  within: number;
  outside: number;
  unknown: number;
}

/**
 * Divides an interval within one local month into the time within the hours, outside them, and in `unknown` hours. Null
 * hours count as always open, as in answers.
 */
export function hoursTime(hours: Timetable | null, zone: string, month: LocalMonth, { from, to }: Interval): HoursTime {
  if (hours === null || hours.text === ALWAYS) return { within: to - from, outside: 0, unknown: 0 };
  const time = { within: 0, outside: to - from, unknown: 0 };
  for (const span of monthSpans(hours, zone, month)) {
    const both = Math.min(span.to, to) - Math.max(span.from, from);
    if (both <= 0) continue;
    time[span.state] += both;
    time.outside -= both;
  }
  return time;
}

/** Weekly hours that are always open. The time within them is computed without examining single days. */
const ALWAYS = "24/7";

type StatedSpan = Interval & { state: "within" | "unknown" };

const kept = new Map<string, readonly StatedSpan[]>();

/**
 * Maximum number of cached months: ten years for each of thirty different timetables, enough for the availability of
 * all crossings. The cache takes a few megabytes.
 */
const MOST_KEPT = 4000;

/**
 * Returns the disjoint intervals of the hours in a local month: first those within the hours, then the `unknown` ones.
 * The result is cached because many services share their hours, and each day costs several look-ups of time zone rules.
 */
function monthSpans(hours: Timetable, zone: string, { month, name }: LocalMonth): readonly StatedSpan[] {
  const key = `${hours.text}|${zone}|${name}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const { from, to } = periodOf(month, zone);
  const [start, end] = [from.epochMilliseconds, to.epochMilliseconds];
  const first = month.toPlainDate({ day: 1 });
  const all = hoursIntervalsOf(hours, zone, first, first.add({ months: 1 })).map((span) => ({
    state: span.state,
    from: Math.max(span.from.epochMilliseconds, start),
    to: Math.min(span.to.epochMilliseconds, end),
  }));
  const spans = apart(all.filter((span) => span.from < span.to));
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, spans);
  return spans;
}

/** Removes overlaps. Known hours take precedence over `unknown` ones. */
function apart(spans: readonly StatedSpan[]): StatedSpan[] {
  const within = mergeIntervals(spans.filter(({ state }) => state === "within"));
  const unknown = spans.filter(({ state }) => state === "unknown").flatMap((span) => splitIntervals(within, span));
  return [
    ...within.map((span) => ({ ...span, state: "within" as const })),
    ...unknown.filter(({ inside }) => !inside).map(({ from, to }) => ({ from, to, state: "unknown" as const })),
  ];
}
