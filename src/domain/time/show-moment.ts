import { Temporal } from "temporal-polyfill";
import type { TextMessages } from "../phrases.ts";
import { rememberedFor } from "../remembered.ts";
import type { ShortTime } from "../short-phrases.ts";
import { MINUTE_MS } from "./interval.ts";
import { type DayLimits, localDayAt } from "./local-day.ts";
import { isInstant, type Moment, type Publication } from "./moment.ts";

type MonthNames = Pick<TextMessages, "months">;

/** Formats a moment with its own precision: `4 Dec 2023`, `Dec 2023`, or `4 Jan 2024 06:00 MST`. */
export function showMoment(moment: Moment, zone: string, messages: MonthNames): string {
  if (moment instanceof Temporal.PlainYearMonth) return `${messages.months[moment.month - 1]} ${moment.year}`;
  if (!isInstant(moment)) return showDay(moment, messages);
  const { day, clock } = localOf(moment, zone);
  return `${showDay(day, messages)} ${clock}`;
}

/**
 * Formats a moment in several zones: `24 Nov 2026 15:03 CST · 14:03 MST`. Equal days and equal texts appear once.
 * Without zones, uses UTC.
 */
export function showOnClocks(moment: Moment, zones: Iterable<string>, messages: MonthNames): string {
  const shown = [...new Set([...zones].map((zone) => showMoment(moment, zone, messages)))];
  const [first = showMoment(moment, "UTC", messages), ...rest] = shown;
  const day = `${first.split(" ").slice(0, 3).join(" ")} `;
  return [first, ...rest.map((text) => (text.startsWith(day) ? text.slice(day.length) : text))].join(" · ");
}

/**
 * Returns the parts of a moment that a short text shows. For an instant on the local day of `at`, this is the time of
 * day. Otherwise, it is the day and the time, a day or a month. With `isFull`, always names the day with its year.
 * Otherwise, leaves out the year if it is the year of `at`. Leaves out the zone. The text changes only at local
 * midnight.
 */
export function shortTime(
  moment: Moment,
  at: Temporal.Instant,
  zone: string,
  messages: MonthNames,
  isFull = false,
): ShortTime {
  const nothing = { month: null, day: null, time: null };
  if (moment instanceof Temporal.PlainYearMonth) return { ...nothing, month: showMoment(moment, zone, messages) };
  const today = localOf(at, zone).day;
  const short = (day: Temporal.PlainDate) =>
    day.year === today.year && !isFull ? showDayOfYear(day, messages) : showDay(day, messages);
  if (!isInstant(moment)) return { ...nothing, day: short(moment) };
  const { day, time } = localOf(moment, zone);
  return { ...nothing, day: day.equals(today) && !isFull ? null : short(day), time };
}

/**
 * Formats a moment in a few characters: `06:00` on the local day of `at`, else `4 Jan 06:00`, `4 Dec` or `Jun 2026`.
 */
export function showBrief(moment: Moment, at: Temporal.Instant, zone: string, messages: MonthNames): string {
  const { month, day, time } = shortTime(moment, at, zone, messages);
  return month ?? [day, time].filter((part) => part !== null).join(" ");
}

/** Formats a publication time in several zones, with its own precision. */
export const showPublication = (publication: Publication, zones: Iterable<string>, messages: MonthNames): string =>
  typeof publication === "number" ? String(publication) : showOnClocks(publication, zones, messages);

/** Formats the time of day of an instant with its zone: `15:03 CST`. */
export const showClock = (instant: Temporal.Instant, zone: string): string => localOf(instant, zone).clock;

/** Formats an instant: only the time of day if it is on the local day of `now`, otherwise the day too. */
export function showNear(instant: Temporal.Instant, now: Temporal.Instant, zone: string, messages: MonthNames): string {
  const { day, clock } = localOf(instant, zone);
  return day.equals(localOf(now, zone).day) ? clock : showMoment(instant, zone, messages);
}

/** Formats an instant as {@link showNear} does, in several zones. Equal texts appear once. Without zones, uses UTC. */
export const showNearOnClocks = (
  instant: Temporal.Instant,
  now: Temporal.Instant,
  zones: readonly string[],
  messages: MonthNames,
): string =>
  [...new Set((zones.length > 0 ? zones : ["UTC"]).map((zone) => showNear(instant, now, zone, messages)))].join(" · ");

const showDayOfYear = (day: Temporal.PlainDate, messages: MonthNames): string =>
  `${day.day} ${messages.months[day.month - 1]}`;

const showDay = (day: Temporal.PlainDate, messages: MonthNames): string =>
  `${showDayOfYear(day, messages)} ${day.year}`;

/** An instant in a zone. `clock` is the time of day with the zone's name. */
interface Local {
  day: Temporal.PlainDate;
  time: string;
  clock: string;
}

function localOf(instant: Temporal.Instant, zone: string): Local {
  const { epochMilliseconds } = instant;
  const today = localDayAt(epochMilliseconds, zone);
  const { day, from, isRegular } = today;
  if (!isRegular) {
    const local = instant.toZonedDateTimeISO(zone);
    const time = local.toPlainTime().toString({ smallestUnit: "minute" });
    return { day, time, clock: `${time} ${zoneName(epochMilliseconds, zone)}` };
  }
  const minutes = Math.floor((epochMilliseconds - from) / MINUTE_MS);
  const time = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  return { day, time, clock: `${time} ${zoneNameOn(today, epochMilliseconds)}` };
}

const twoDigits = (number: number): string => String(number).padStart(2, "0");

/** Returns the zone's name on a day, or null if it changes on that day. */
const zoneNameOfDay = rememberedFor((day: DayLimits): string | null => {
  const [first, last] = [zoneName(day.from, day.zone), zoneName(day.to - 1, day.zone)];
  return first === last ? first : null;
});

/** Returns the zone's name at an instant of a day. */
const zoneNameOn = (day: DayLimits, epochMilliseconds: number): string =>
  zoneNameOfDay(day) ?? zoneName(epochMilliseconds, day.zone);

const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns the zone's local abbreviation at an instant in epoch milliseconds, such as MST or CDT. */
function zoneName(epochMilliseconds: number, zone: string): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" });
  formats.set(zone, format);
  return format.formatToParts(epochMilliseconds).find((part) => part.type === "timeZoneName")?.value ?? zone;
}
