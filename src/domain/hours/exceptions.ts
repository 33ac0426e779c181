import { Temporal } from "temporal-polyfill";
import type { RuleText } from "../error-phrases.ts";
import { foldBlanks } from "../fold.ts";
import { type DayLimits, localDay } from "../time/local-day.ts";
import { endOf, type Moment } from "../time/moment.ts";
import { type DaySelector, lastDayOf, latestOf, parseSelector, precedenceOf, selects } from "./day-selector.ts";
import { type DayTimes, parseTimes } from "./times.ts";
import { UnreadableHours } from "./unreadable-hours.ts";

interface ExceptionRule {
  days: DaySelector;
  times: DayTimes;
}

/**
 * Hours for some days, in local time. `text` is in a subset of OpenStreetMap's `opening_hours`: rules separated by `;`,
 * each with days and then times, `off` or `unknown`. Days are dates (`2023 Sep 01,2023 Sep 04`, `Dec 24-Jan 02`),
 * months (`Apr-Oct`), weeks (`week 10-12`), weekdays (`Sa-Su`), holidays (`PH`, `PH:MX`, `PH:US:labor-day -3 days`) or
 * a combination. If several rules name a day, the last one applies.
 */
export interface ExceptionHours {
  text: string;
  rules: readonly ExceptionRule[];
}

/** Error texts for exceptions, in place of those for weekly hours. */
const OWN_RULES: Readonly<Record<string, "exceptionTimes" | "exceptionEmpty">> = {
  hoursTimes: "exceptionTimes",
  hoursEmpty: "exceptionEmpty",
};

/**
 * Parses the hours of an exception, such as `2023 Sep 01 06:00-22:00` or `PH off; Apr-Oct 09:00-18:00`. A `PH` without
 * a country becomes, for example, `PH:US` in the text if `country` is `US`. If `country` is null, it matches no days.
 * @throws UnreadableHours with the part that cannot be parsed
 */
export function parseException(text: string, country: string | null = null): ExceptionHours {
  const folded = foldBlanks(text);
  const refuse = (...[name, ...values]: RuleText): never => {
    const own = OWN_RULES[name];
    const rule =
      name === "hoursOverlap" ? ["exceptionOverlap"] : own === undefined ? [name, ...values] : [own, ...values];
    throw new UnreadableHours(text, rule as unknown as RuleText);
  };
  const rules = folded.split(/ ?; ?/).map((rule): ExceptionRule => {
    const match = /^(?:(.+?) )??(off|unknown|\d\d?:.*)$/.exec(rule);
    if (match?.[2] === undefined) return refuse("exceptionRule", rule);
    const days = parseSelector(match[1] ?? "", country, refuse) ?? refuse("exceptionDays", rule);
    return { days, times: parseTimes(match[2], refuse) };
  });
  return { text: country === null ? folded : folded.replace(/\bPH(?!:[A-Z]{2}\b)/g, `PH:${country}`), rules };
}

/** Returns the last day to which an exception can apply, or null if it applies every year. */
export const lastDayOfException = ({ rules }: ExceptionHours): Temporal.PlainDate | null =>
  latestOf(rules.map(({ days }) => lastDayOf(days)));

/** Maximum number of days to examine. Eight years always include a 29 February. */
const MOST_DAYS = 8 * 366;

/**
 * Returns true if an exception names a day from `first` to `last`. Also returns true for a period longer than {@link
 * MOST_DAYS}.
 */
export function namesDayWithin(
  { rules }: ExceptionHours,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): boolean {
  for (let [day, i] = [first, 0]; !isBefore(last, day); day = day.add({ days: 1 }), i++)
    if (i === MOST_DAYS || rules.some(({ days }) => selects(days, day))) return true;
  return false;
}

/** An exception, with the first and last day on which it may apply. `last` is null if it has no end. */
export interface DayException {
  exception: ExceptionHours;
  first: Temporal.PlainDate;
  last: Temporal.PlainDate | null;
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0;

/**
 * Returns the exception that applies on a day, with that day's times, or undefined. The one with the highest {@link
 * precedenceOf} wins; among equals, the last one wins.
 */
export function exceptionOn<Exception extends DayException>(
  exceptions: readonly Exception[],
  day: Temporal.PlainDate,
): { exception: Exception; times: DayTimes } | undefined {
  let best: { exception: Exception; times: DayTimes; precedence: number } | undefined;
  for (const exception of exceptions) {
    if (isBefore(day, exception.first) || (exception.last !== null && isBefore(exception.last, day))) continue;
    const rule = exception.exception.rules.findLast(({ days }) => selects(days, day));
    if (rule === undefined) continue;
    const precedence = precedenceOf(rule.days, day);
    if (best === undefined || best.precedence <= precedence) best = { exception, times: rule.times, precedence };
  }
  return best;
}

/** Times by weekday, Monday first, with exceptions. */
interface DatedWeek {
  text: string;
  week: readonly DayTimes[];
  exceptions?: readonly DayException[];
  /** Hours of other services. They apply on days without an exception. */
  others?: readonly DatedWeek[];
}

/** Returns the service's times on a local day. Adds those of the other services if no exception applies. */
export function allTimesOn(
  { week, exceptions, others }: DatedWeek,
  on: Pick<DayLimits, "day" | "weekday">,
): DayTimes[] {
  const special = exceptions === undefined ? undefined : exceptionOn(exceptions, on.day)?.times;
  const own = special ?? week[on.weekday - 1] ?? [];
  if (special !== undefined || others === undefined) return [own];
  return [own, ...others.flatMap((each) => allTimesOn(each, on))];
}

/** Returns the exceptions of a timetable and of its other services. */
export const exceptionsOf = ({ exceptions = [], others = [] }: DatedWeek): readonly DayException[] =>
  others.length === 0 ? exceptions : [...exceptions, ...others.flatMap(exceptionsOf)];

const isSame = (a: readonly DayTimes[], b: readonly DayTimes[] | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/**
 * Maximum distance to search for a day with different times. Answers are computed again every day, so later changes are
 * found in time.
 */
const FARTHEST = { months: 13 };

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate => (isBefore(a, b) ? b : a);

/**
 * Returns the day on which {@link firstDayUnlike} may stop its search. A week after its last day, an exception makes no
 * difference. An endless exception that names only weekdays makes no difference after its first week.
 */
function lastUnlike({ exception, first, last }: DayException, today: Temporal.PlainDate): Temporal.PlainDate {
  const isWeekly = exception.rules.every(({ days: { dates, weeks, holidays } }) =>
    [dates, weeks, holidays].every((part) => part.length === 0),
  );
  const farthest = today.add(FARTHEST);
  const end = last ?? (isWeekly ? first : farthest);
  return (isBefore(farthest, end) ? farthest : end).add({ days: 8 });
}

const unlike = new Map<string, Temporal.PlainDate | null>();

/**
 * Returns the first day, at or after `from`, whose times differ from those a week before. Returns null if there is none
 * within {@link FARTHEST} and a week from `today`.
 */
export function firstDayUnlike(
  hours: DatedWeek,
  from: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null {
  const key = `${hours.text}|${from}|${today}`;
  const known = unlike.get(key);
  if (known !== undefined) return known;
  const end = exceptionsOf(hours).reduce((last, each) => later(last, lastUnlike(each, today)), from);
  const timesOn = (day: Temporal.PlainDate) => allTimesOn(hours, { day, weekday: day.dayOfWeek });
  const week: DayTimes[][] = [];
  for (let day = from.subtract({ days: 7 }); week.length < 7; day = day.add({ days: 1 })) week.push(timesOn(day));
  let found: Temporal.PlainDate | null = null;
  for (let [day, i] = [from, 0]; isBefore(day, end); day = day.add({ days: 1 }), i++) {
    if (isSame(timesOn(day), week[i % 7])) continue;
    found = day;
    break;
  }
  if (unlike.size >= 1000) unlike.clear();
  unlike.set(key, found);
  return found;
}

/**
 * Returns the last day on which an exception may apply: its last day by its own rules, or the day of its end if that is
 * earlier. Null if it has neither.
 */
export function lastDayWithin(
  last: Temporal.PlainDate | null,
  until: Moment | null,
  zone: string,
): Temporal.PlainDate | null {
  if (until === null) return last;
  // An end at midnight excludes the day that begins at that midnight.
  const end = localDay(endOf(until, zone).subtract({ milliseconds: 1 }), zone);
  return last !== null && Temporal.PlainDate.compare(last, end) < 0 ? last : end;
}
