import type { Temporal } from "temporal-polyfill";
import { instantAt } from "./instant-at.ts";

/** A local day of a zone, with its limits in epoch milliseconds. It includes `from` and excludes `to`. */
export interface DayLimits {
  day: Temporal.PlainDate;
  /** Number of the weekday, from 1 for Monday. */
  weekday: number;
  from: number;
  to: number;
  /** True if the day has 24 hours. Then each minute after `from` is a minute of local time. */
  isRegular: boolean;
  zone: string;
}

/** Cached days and starts of one zone. Looking up zone rules is a hundred times as slow. */
interface ZoneDays {
  /** Days by the UTC day on which they start, counted from the epoch. */
  days: Map<number, DayLimits>;
  /** Starts by {@link dayNumber}. */
  starts: Map<number, Temporal.Instant>;
}

const UTC_DAY_MS = 86_400_000;

/** Maximum number of entries in a map. A century has 36,525 days. */
const MOST_KEPT = 40_000;

const zones = new Map<string, ZoneDays>();

/** Returns the local day of an instant. */
export const localDay = (at: Temporal.Instant, zone: string): Temporal.PlainDate =>
  localDayAt(at.epochMilliseconds, zone).day;

/** Returns the local day of an instant in epoch milliseconds, with its limits. */
export function localDayAt(milliseconds: number, zone: string): DayLimits {
  const { days } = daysIn(zone);
  const utcDay = Math.floor(milliseconds / UTC_DAY_MS);
  for (const start of [utcDay, utcDay - 1]) {
    const known = days.get(start);
    if (known !== undefined && known.from <= milliseconds && milliseconds < known.to) return known;
  }
  const local = instantAt(milliseconds).toZonedDateTimeISO(zone);
  const day = local.toPlainDate();
  const from = startOfDay(day, zone).epochMilliseconds;
  const to = startOfDay(day.add({ days: 1 }), zone).epochMilliseconds;
  const isRegular = to - from === UTC_DAY_MS;
  return keep(days, Math.floor(from / UTC_DAY_MS), { day, weekday: day.dayOfWeek, from, to, isRegular, zone });
}

/** Returns a local day with its limits. For a date that the zone skips, returns the next day. */
export const limitsOfDay = (day: Temporal.PlainDate, zone: string): DayLimits =>
  localDayAt(startOfDay(day, zone).epochMilliseconds, zone);

export const dayAfter = ({ to, zone }: DayLimits): DayLimits => localDayAt(to, zone);
export const dayBefore = ({ from, zone }: DayLimits): DayLimits => localDayAt(from - 1, zone);

/** Returns the start of a local day: midnight, or the first instant after it if the zone skips midnight. */
export function startOfDay(day: Temporal.PlainDate, zone: string): Temporal.Instant {
  const { starts } = daysIn(zone);
  const number = dayNumber(day);
  return starts.get(number) ?? keep(starts, number, day.toZonedDateTime(zone).toInstant());
}

/** Returns a number that is different for each date. */
const dayNumber = ({ year, month, day }: Temporal.PlainDate): number => (year * 100 + month) * 100 + day;

function daysIn(zone: string): ZoneDays {
  let known = zones.get(zone);
  if (known === undefined) {
    known = { days: new Map(), starts: new Map() };
    zones.set(zone, known);
  }
  return known;
}

function keep<T>(map: Map<number, T>, key: number, value: T): T {
  if (map.size >= MOST_KEPT) map.clear();
  map.set(key, value);
  return value;
}
