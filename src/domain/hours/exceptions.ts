import { Temporal } from "temporal-polyfill";
import type { RuleText } from "../error-phrases.ts";
import { foldBlanks } from "../fold.ts";
import { type DaySelector, lastDayOf, latestOf, parseSelector, precedenceOf, selects } from "./day-selector.ts";
import { type DayTimes, parseTimes } from "./times.ts";
import { UnreadableHours } from "./unreadable-hours.ts";

interface ExceptionRule {
  days: DaySelector;
  times: DayTimes;
}

/**
 * Hours for some days, in the crossing's local time. `text` is the input, in a subset of OpenStreetMap's
 * `opening_hours`: rules separated by `;`. Each rule names days, followed by times, `off` or `unknown`. The days are
 * dates (`2023 Sep 01,2023 Sep 04`, `Dec 24-Jan 02`), months (`Apr-Oct`), weeks (`week 10-12`), weekdays (`Sa-Su`) or
 * holidays (`PH`, `PH:MX`, `PH:US:labor-day -3 days`), or several of these. For each day, the last rule that names it
 * counts.
 */
export interface ExceptionHours {
  text: string;
  rules: readonly ExceptionRule[];
}

/** Maps the names of error texts about weekly hours to the corresponding error texts about exceptions. */
const OWN_RULES: Readonly<Record<string, "exceptionTimes" | "exceptionEmpty">> = {
  hoursTimes: "exceptionTimes",
  hoursEmpty: "exceptionEmpty",
};

/**
 * Parses the hours of an exception, such as `2023 Sep 01 06:00-22:00` or `PH off; Apr-Oct 09:00-18:00`. A holiday that
 * names no country (`PH`) belongs to `country`, which is written into the text. If `country` is null, such a holiday
 * matches no days.
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

/** Returns the last day for which an exception can hold, or null if it holds every year. */
export const lastDayOfException = ({ rules }: ExceptionHours): Temporal.PlainDate | null =>
  latestOf(rules.map(({ days }) => lastDayOf(days)));

/** Maximum number of days to examine. Every period of this length contains a 29 February. */
const MOST_DAYS = 8 * 366;

/**
 * Returns true if an exception names any day from `first` to `last`, or if that period is longer than
 * {@link MOST_DAYS}.
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

/** An exception, and the first and last day on which it may hold. `last` is null if there is no last day. */
export interface DayException {
  exception: ExceptionHours;
  first: Temporal.PlainDate;
  last: Temporal.PlainDate | null;
}

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0;

/**
 * Returns the exception that decides the hours of a day, and the times of that day. Returns undefined if there is none.
 * The exception with the more specific days counts, as {@link precedenceOf} says. Of several equal exceptions, the last
 * in the list counts.
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

/** Times by weekday, Monday first, and exceptions. */
interface DatedWeek {
  text: string;
  week: readonly DayTimes[];
  exceptions?: readonly DayException[];
  /** Times of other services, which count on days without an exception. */
  others?: readonly DatedWeek[];
}

/** Returns the times of a service on a local day, and those of the other services if the day has no exception. */
export function allTimesOn({ week, exceptions = [], others = [] }: DatedWeek, day: Temporal.PlainDate): DayTimes[] {
  const special = exceptionOn(exceptions, day)?.times;
  return [
    special ?? week[day.dayOfWeek - 1] ?? [],
    ...(special === undefined ? others : []).flatMap((each) => allTimesOn(each, day)),
  ];
}

/** Returns the exceptions of a timetable and of the other services in it. */
export const exceptionsOf = ({ exceptions = [], others = [] }: DatedWeek): readonly DayException[] =>
  others.length === 0 ? exceptions : [...exceptions, ...others.flatMap(exceptionsOf)];

const isSame = (a: readonly DayTimes[], b: readonly DayTimes[] | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/**
 * Maximum distance to search ahead for a day with different times. Answers are renewed every day, so a later change is
 * still found in time.
 */
const FARTHEST = { months: 13 };

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate => (isBefore(a, b) ? b : a);

/**
 * Returns the day at which to stop searching for days on which an exception makes the times differ from those a week
 * earlier. An exception makes no difference once its last day is more than a week ago. An exception that has no last
 * day and selects only weekdays makes no difference after its first week. The search never goes further than a week
 * past {@link FARTHEST}.
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
 * Returns the first day, at or after `from`, whose times differ from those of the same weekday a week before. Returns
 * null if no such day is found. The search ends at the latest a week past {@link FARTHEST}, counted from `today`.
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
  const week: DayTimes[][] = [];
  for (let day = from.subtract({ days: 7 }); week.length < 7; day = day.add({ days: 1 }))
    week.push(allTimesOn(hours, day));
  let found: Temporal.PlainDate | null = null;
  for (let [day, i] = [from, 0]; isBefore(day, end); day = day.add({ days: 1 }), i++) {
    if (isSame(allTimesOn(hours, day), week[i % 7])) continue;
    found = day;
    break;
  }
  if (unlike.size >= 1000) unlike.clear();
  unlike.set(key, found);
  return found;
}
