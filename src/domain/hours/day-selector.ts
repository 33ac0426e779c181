import { Temporal } from "temporal-polyfill";
import type { RuleText } from "../error-phrases.ts";
import { YEARS } from "../time/moment.ts";
import { HOLIDAY_COUNTRIES, holidayNames, isHoliday } from "./holidays.ts";
import { parseDays } from "./weekdays.ts";

/** A day or a month, of one year or of every year. */
interface DatePart {
  year: number | null;
  month: number;
  /** Null for a whole month. */
  day: number | null;
}

/** A range of days or months. Without years, a range such as `Nov-Feb` runs past New Year. */
interface DateRange {
  from: DatePart;
  to: DatePart;
  precedence: number;
}

/**
 * Precedence of a rule by the kind of its days; the highest number wins. Weeks and weekdays have the precedence of a
 * season.
 */
const PRECEDENCE = { ofOneYear: 3, singleDay: 2, someDays: 1, season: 0 };

/** Longest range without years, in days, that still counts as `someDays`. */
const MOST_DAYS = 31;

interface Holiday {
  /** Null if the text names none. When the report is accepted, the holiday gets the country that the service enters. */
  country: string | null;
  /** Null for all holidays of the country. */
  name: string | null;
  /** Days after the holiday; negative for days before it. */
  offset: number;
}

/** Days to which a rule of an exception applies. A day must match every part given. */
export interface DaySelector {
  dates: readonly DateRange[];
  weeks: readonly { from: number; to: number }[];
  /** Weekdays (Monday is 0). A day that is one of these or one of `holidays` matches. */
  weekdays: readonly number[];
  holidays: readonly Holiday[];
}

/** Month names in the notation, January first. */
export const MONTH_NAMES: readonly string[] = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];
const MONTH = MONTH_NAMES.join("|");
const PART = String.raw`(?:(\d{4}) )?(${MONTH})(?: (\d{1,2})(?![\d:]))?`;
const DATES = new RegExp(`^${PART}(?:-(?:${PART}|(\\d{1,2})(?![\\d:])))?$`);
const WEEK = /^(\d{1,2})(?:-(\d{1,2}))?$/;
const HOLIDAY = /^PH(?::([A-Z]{2}))?(?::([a-z-]+))?(?: ([+-]\d{1,2}) days?)?$/;

/** Throws the error for an invalid part of a selector. */
type Refuse = (...rule: RuleText) => never;

/**
 * Parses the days of a rule, such as `2023 Sep 01`, `Apr-Oct Sa`, `week 10-12` or `PH:US:labor-day`. `country` is for
 * holidays that name none. Returns null for an empty text.
 */
export function parseSelector(text: string, country: string | null, refuse: Refuse): DaySelector | null {
  if (text === "") return null;
  const [, dates = "", weeks = "", days = ""] =
    new RegExp(
      String.raw`^((?:(?:\d{4} )?(?:${MONTH})[^A-Za-z]*(?:(?:${MONTH})[^A-Za-z]*)*)?)((?:week [\d,\- ]+)?)((?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH).*)?)$`,
    ).exec(text) ?? refuse("exceptionRule", text);
  return {
    dates: listOf(dates).map((part) => parseDates(part, refuse)),
    weeks: listOf(weeks.replace(/^week /, "")).map((part) => parseWeeks(part, refuse)),
    ...parseWeekdays(listOf(days), country, refuse),
  };
}

const listOf = (text: string): string[] => {
  const trimmed = text.trim();
  return trimmed === "" ? [] : trimmed.split(/ ?, ?/);
};

function parseDates(part: string, refuse: Refuse): DateRange {
  const match = DATES.exec(part);
  if (match === null) return refuse("exceptionDate", part);
  const [, year, month, day, endYear, endMonth, endDay, lastDay] = match;
  const from = partOf(year, month, day, part, refuse);
  if (endMonth === undefined && lastDay === undefined)
    return { from, to: from, precedence: precedenceOfRange(from, from) };
  const given = partOf(endYear ?? year, endMonth ?? month, endDay ?? lastDay, part, refuse);
  if ((from.day === null) !== (given.day === null) || (from.year === null) !== (given.year === null))
    return refuse("exceptionDate", part);
  // 2023 Dec 24-Jan 02 ends in the next year.
  const isNextYear = orderOf(given) < orderOf(from) && endYear === undefined && endMonth !== undefined;
  const to = isNextYear && given.year !== null ? { ...given, year: given.year + 1 } : given;
  if (orderOf(to) < orderOf(from) && (from.year !== null || lastDay !== undefined))
    return refuse("exceptionDate", part);
  return { from, to, precedence: precedenceOfRange(from, to) };
}

function precedenceOfRange(from: DatePart, to: DatePart): number {
  if (from.year !== null) return PRECEDENCE.ofOneYear;
  if (from.day === null || to.day === null) return PRECEDENCE.season;
  if (orderOf(from) === orderOf(to)) return PRECEDENCE.singleDay;
  const first = Temporal.PlainDate.from({ year: 2024, month: from.month, day: from.day });
  const end = Temporal.PlainDate.from({
    year: orderOf(to) < orderOf(from) ? 2025 : 2024,
    month: to.month,
    day: to.day,
  });
  return first.until(end).days < MOST_DAYS ? PRECEDENCE.someDays : PRECEDENCE.season;
}

function partOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  part: string,
  refuse: Refuse,
): DatePart {
  const found = {
    year: year === undefined ? null : Number(year),
    month: MONTH_NAMES.indexOf(month ?? "") + 1,
    day: day === undefined ? null : Number(day),
  };
  // Without a year, 29 February is allowed.
  const { daysInMonth } = new Temporal.PlainYearMonth(found.year ?? 2024, found.month);
  if (found.day !== null && (found.day < 1 || found.day > daysInMonth)) return refuse("exceptionDate", part);
  if (found.year !== null && (found.year < YEARS.first || found.year > YEARS.last))
    return refuse("exceptionDate", part);
  return found;
}

const orderOf = ({ year, month, day }: DatePart): number => ((year ?? 0) * 100 + month) * 100 + (day ?? 0);

function parseWeeks(part: string, refuse: Refuse): { from: number; to: number } {
  const match = WEEK.exec(part);
  const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  return from >= 1 && from <= to && to <= 53 ? { from, to } : refuse("exceptionWeek", part);
}

function parseWeekdays(
  parts: readonly string[],
  country: string | null,
  refuse: Refuse,
): Pick<DaySelector, "weekdays" | "holidays"> {
  const isHolidayText = (part: string) => part.startsWith("PH");
  return {
    weekdays: parts
      .filter((part) => !isHolidayText(part))
      .flatMap((part) => parseDays(part) ?? refuse("exceptionDate", part)),
    holidays: parts.filter(isHolidayText).map((part) => parseHoliday(part, country, refuse)),
  };
}

function parseHoliday(part: string, entered: string | null, refuse: Refuse): Holiday {
  const [, written, name = null, offset = "0"] = HOLIDAY.exec(part) ?? refuse("exceptionDate", part);
  const country = written ?? entered;
  if (country === null) return { country, name, offset: Number(offset) };
  if (!HOLIDAY_COUNTRIES.includes(country))
    return refuse("exceptionCountry", part, HOLIDAY_COUNTRIES.map((each) => `PH:${each}`).join(", "));
  if (name !== null && !holidayNames(country).includes(name))
    return refuse("exceptionHoliday", part, holidayNames(country).join(", "));
  return { country, name, offset: Number(offset) };
}

/** Returns true if a rule applies to a local day. */
export function selects({ dates, weeks, weekdays, holidays }: DaySelector, day: Temporal.PlainDate): boolean {
  if (dates.length > 0 && !dates.some((range) => isInRange(range, day))) return false;
  const week = day.weekOfYear ?? 0;
  if (weeks.length > 0 && !weeks.some(({ from, to }) => from <= week && week <= to)) return false;
  if (weekdays.length + holidays.length === 0) return true;
  return weekdays.includes(day.dayOfWeek - 1) || holidays.some((holiday) => isOn(holiday, day));
}

const isOn = ({ country, name, offset }: Holiday, day: Temporal.PlainDate): boolean =>
  country !== null && isHoliday(offset === 0 ? day : day.subtract({ days: offset }), country, name);

function isInRange({ from, to }: DateRange, { year, month, day }: Temporal.PlainDate): boolean {
  const order = (part: DatePart) =>
    orderOf({ year: part.year === null ? null : year, month, day: part.day === null ? null : day });
  const [at, first, last] = [order(from), orderOf(from), orderOf(to)];
  return first <= last ? first <= at && at <= last : at >= first || at <= last;
}

/** Returns the last day to which a rule can apply. Returns null if it applies every year. */
export function lastDayOf({ dates }: DaySelector): Temporal.PlainDate | null {
  const ends = dates.map(({ to: { year, month, day } }) => {
    if (year === null) return null;
    const first = new Temporal.PlainDate(year, month, 1);
    return first.with({ day: day ?? first.daysInMonth });
  });
  return latestOf(ends);
}

/** Returns the latest day. Returns null if one of `ends` is null (no last day), or if there are none. */
export const latestOf = (ends: readonly (Temporal.PlainDate | null)[]): Temporal.PlainDate | null =>
  ends.reduce(
    (last, end) => (last === null || end === null ? null : Temporal.PlainDate.compare(last, end) < 0 ? end : last),
    ends[0] ?? null,
  );

/**
 * Returns the precedence of a rule on a day that it selects. Higher numbers win: dates with a year, then holidays and
 * single days, then short ranges, then seasons, weeks and weekdays. Only the part that selects the day counts (e.g.
 * `Sa,PH` on a Saturday that is no holiday has the precedence of a weekday).
 */
export function precedenceOf({ dates, holidays }: DaySelector, day: Temporal.PlainDate): number {
  const ranks = dates.filter((range) => isInRange(range, day)).map(({ precedence }) => precedence);
  const isOnHoliday = holidays.some((holiday) => isOn(holiday, day));
  return Math.max(isOnHoliday ? PRECEDENCE.singleDay : PRECEDENCE.season, ...ranks);
}
