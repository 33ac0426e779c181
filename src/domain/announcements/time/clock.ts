import { Temporal } from "temporal-polyfill";
import type { NamedDay } from "./dates.ts";
import type { FoundTime } from "./times.ts";

const ZONES: [RegExp, string][] = [
  [/^(?:e[sd]?t$|(?:u\.s\. )?eastern|.* este$)/, "America/New_York"],
  [/^(?:c[sd]?t$|central|.* centro$)/, "America/Chicago"],
  [/^(?:.*arizona)/, "America/Phoenix"],
  [/^(?:m[sd]?t$|mountain|.* montanas?$)/, "America/Denver"],
  [/^(?:p[sd]?t$|pacific|.* pacifico$)/, "America/Los_Angeles"],
  [/^(?:utc|gmt)$/, "UTC"],
];
const HOURS_BEHIND: Record<string, number> = { e: 5, c: 6, m: 7, p: 8 };

/** An instant, and guesses made to find it. */
export interface DatedTime {
  at: Temporal.Instant;
  doubts: string[];
}

/**
 * Returns the instant of a time on a day, in the zone that the text names or else in the crossing's zone. An
 * abbreviation not in force on that day ("CST" in September) means the zone's local time, because news outlets often
 * use it all year.
 */
export function dateTimeOfDay(day: Temporal.PlainDate, time: FoundTime, zone: string): DatedTime {
  const named = time.zone === null ? undefined : ZONES.find(([pattern]) => pattern.test(time.zone ?? ""))?.[1];
  // Arizona's time is also called Mountain time.
  const clock = named === undefined || (named === "America/Denver" && zone === "America/Phoenix") ? zone : named;
  // 24:00 is midnight at the start of the next day.
  const [on, hour] = time.hour === 24 ? [day.add({ days: 1 }), 0] : [day, time.hour];
  const local = on.toZonedDateTime({ timeZone: clock, plainTime: { hour, minute: time.minute } });
  const doubts: string[] = [];
  if (time.zone !== null && isMislabelled(time.zone, local))
    doubts.push(`"${time.zone.toUpperCase()}" was not in force on ${day}; local time (${clock}) is assumed.`);
  if (time.zone === null) doubts.push("No time zone is named; the crossing's local time is assumed.");
  if (time.hour === 0 && time.minute === 0) doubts.push(`"Midnight" is assumed to be the beginning of ${day}.`);
  return { at: local.toInstant(), doubts };
}

function isMislabelled(label: string, local: Temporal.ZonedDateTime): boolean {
  const [, zone = "", half] = /^([ecmp])([sd])t$/.exec(label) ?? [];
  const behind = HOURS_BEHIND[zone];
  if (behind === undefined) return false;
  return local.offsetNanoseconds / 3.6e12 !== (half === "d" ? 1 - behind : -behind);
}

/**
 * Maximum distance between publication and a date without a year, in days. Texts give the year of more distant dates.
 */
const HALF_YEAR_DAYS = 183;

/**
 * Returns the date of a named day. A date without a year gets the year nearest to publication. A weekday means the next
 * one, or the last one if the text is about the past. Returns null if the publication day is needed but unknown.
 */
export function dateOfDay(
  day: NamedDay,
  published: Temporal.PlainDate | null,
  past: boolean,
): Temporal.PlainDate | Temporal.PlainYearMonth | null {
  if (day.kind === "date") return placeDate(day, published);
  if (day.kind === "month") return new Temporal.PlainYearMonth(day.year, day.month);
  if (published === null) return null;
  // Only background gives a year without a month. The year's last month is precise enough.
  if (day.kind === "year") return day.year < published.year ? new Temporal.PlainYearMonth(day.year, 12) : null;
  if (day.kind === "offset") return published.add({ days: day.days });
  return past
    ? published.subtract({ days: (published.dayOfWeek - day.weekday + 7) % 7 })
    : published.add({ days: (day.weekday - published.dayOfWeek + 7) % 7 });
}

function placeDate(
  { month, day, year: given }: Extract<NamedDay, { kind: "date" }>,
  published: Temporal.PlainDate | null,
): Temporal.PlainDate | null {
  const year = given ?? published?.year;
  if (year === undefined || day > Temporal.PlainYearMonth.from({ year, month }).daysInMonth) return null;
  const date = new Temporal.PlainDate(year, month, day);
  if (given !== null || published === null) return date;
  const { days } = published.until(date, { largestUnit: "days" });
  return Math.abs(days) <= HALF_YEAR_DAYS ? date : date.add({ years: days > 0 ? -1 : 1 });
}
