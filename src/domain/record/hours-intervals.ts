import { Temporal } from "temporal-polyfill";
import { exceptionOn } from "../hours/exceptions.ts";
import { hoursIntervalsOf, type Timetable } from "../hours/opening-hours.ts";
import { type Interval, mergeIntervals, splitIntervals } from "../time/interval.ts";
import { localDay } from "../time/local-day.ts";
import { periodOf } from "../time/moment.ts";
import { type LocalMonth, localMonths } from "../time/months.ts";
import { exceptionsAt, type KeptException, timetableAt, timetableBounds } from "./exceptions/kept-exceptions.ts";
import type { HoursChange, HoursException } from "./report.ts";
import type { RecordedLine, Timeline } from "./timeline.ts";

/** A period with the same hours and exceptions. `timetable` is null if there are neither hours nor exceptions. */
export interface KeptHours extends Interval {
  timetable: Timetable | null;
  change: RecordedLine<HoursChange> | null;
  exceptions: readonly KeptException[];
}

/**
 * Returns the periods with the same hours and exceptions, in order. The first begins at negative infinity, and the last
 * ends at positive infinity.
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

/** Returns the lines that give the hours on the local days of an interval. */
export function statingLines(
  { change, exceptions }: KeptHours,
  zone: string,
  { from, to }: Interval,
): RecordedLine<HoursChange | HoursException>[] {
  const lines = change === null ? [] : [change];
  if (exceptions.length === 0) return lines;
  const deciding = new Set<RecordedLine<HoursException>>();
  const dayOf = (at: number) => localDay(instantAt(at), zone);
  const last = dayOf(to - 1);
  for (let day = dayOf(from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const line = exceptionOn(exceptions, day)?.exception.line;
    if (line !== undefined) deciding.add(line);
  }
  return [...lines, ...deciding];
}

/** Milliseconds within the hours, outside them, and in `unknown` hours. */
export interface HoursTime {
  within: number;
  outside: number;
  unknown: number;
}

/**
 * Measures how much of an interval is within the hours, outside them, and in `unknown` hours. The interval must lie in
 * one local month. Null hours count as always open.
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

/** Returns the times within `span` for which the hours of a service are not known, in order and without overlaps. */
export function unknownHoursOf(timeline: Timeline, span: Interval): Interval[] {
  const { zone } = timeline;
  const times = keptHoursOf(timeline).flatMap(({ timetable, ...kept }): Interval[] => {
    const [from, to] = [Math.max(kept.from, span.from), Math.min(kept.to, span.to)];
    if (timetable === null || timetable.text === ALWAYS || to <= from) return [];
    if (timetable.text === NEVER_KNOWN) return [{ from, to }];
    return localMonths({ from: instantAt(from), to: instantAt(to) }, zone)
      .flatMap((month) => monthSpans(timetable, zone, month))
      .filter((stated) => stated.state === "unknown" && stated.from < to && from < stated.to)
      .map((stated) => ({ from: Math.max(stated.from, from), to: Math.min(stated.to, to) }));
  });
  return mergeIntervals(times);
}

const instantAt = (at: number) => Temporal.Instant.fromEpochMilliseconds(at);

/** These hours need no look-up of single days. */
const ALWAYS = "24/7";

/** These hours need no look-up either. Most services with unknown hours have them. */
const NEVER_KNOWN = "Mo-Su unknown";

type StatedSpan = Interval & { state: "within" | "unknown" };

const kept = new Map<string, readonly StatedSpan[]>();

/**
 * Maximum number of cached months: ten years of thirty timetables. This covers all crossings and takes a few megabytes.
 */
const MOST_KEPT = 4000;

/**
 * Returns the intervals of the hours in a local month, without overlaps. Those within the hours come first, then the
 * `unknown` ones. Results are cached, because many services have the same hours and each day needs several look-ups of
 * zone rules.
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

/** Removes overlaps. If known and `unknown` hours overlap, the known hours win. */
function apart(spans: readonly StatedSpan[]): StatedSpan[] {
  const within = mergeIntervals(spans.filter(({ state }) => state === "within"));
  const unknown = spans.filter(({ state }) => state === "unknown").flatMap((span) => splitIntervals(within, span));
  return [
    ...within.map((span) => ({ ...span, state: "within" as const })),
    ...unknown.filter(({ inside }) => !inside).map(({ from, to }) => ({ from, to, state: "unknown" as const })),
  ];
}
