import { Temporal } from "temporal-polyfill";

/** Returns the date of a holiday in a year, or null if that year has none. */
type DateIn = (year: number) => Temporal.PlainDate | null;

const fixed =
  (month: number, day: number, since = 0): DateIn =>
  (year) =>
    year < since ? null : new Temporal.PlainDate(year, month, day);

/** Returns the rule for the `nth` weekday of a month. Monday is 1. An `nth` of -1 means the last. */
const weekdayOf =
  (month: number, dayOfWeek: number, nth: number): DateIn =>
  (year) => {
    const first = new Temporal.PlainDate(year, month, 1);
    const offset = (dayOfWeek - first.dayOfWeek + 7) % 7;
    const last = offset + 7 * Math.floor((first.daysInMonth - 1 - offset) / 7);
    return first.add({ days: nth < 0 ? last : offset + 7 * (nth - 1) });
  };

/** Day on which Mexico's president takes office: every six years, 1 December before 2024 and 1 October since. */
const transition: DateIn = (year) => (year % 6 === 2 ? new Temporal.PlainDate(year, year < 2024 ? 12 : 10, 1) : null);

const [MONDAY, THURSDAY] = [1, 4];

/**
 * Public holidays by country (ISO 3166-1) and name, by current law. If a holiday falls on a weekend, the working day on
 * which offices observe it is not included.
 *
 * US: federal holidays, 5 U.S.C. 6103(a). MX: days of mandatory rest, Ley Federal del Trabajo, article 74, without
 * election days.
 */
const HOLIDAYS: Readonly<Record<string, Readonly<Record<string, DateIn>>>> = {
  US: {
    "new-years-day": fixed(1, 1),
    "martin-luther-king-day": weekdayOf(1, MONDAY, 3),
    "washingtons-birthday": weekdayOf(2, MONDAY, 3),
    "memorial-day": weekdayOf(5, MONDAY, -1),
    juneteenth: fixed(6, 19, 2021),
    "independence-day": fixed(7, 4),
    "labor-day": weekdayOf(9, MONDAY, 1),
    "columbus-day": weekdayOf(10, MONDAY, 2),
    "veterans-day": fixed(11, 11),
    thanksgiving: weekdayOf(11, THURSDAY, 4),
    christmas: fixed(12, 25),
  },
  MX: {
    "new-years-day": fixed(1, 1),
    "constitution-day": weekdayOf(2, MONDAY, 1),
    "benito-juarez-day": weekdayOf(3, MONDAY, 3),
    "labor-day": fixed(5, 1),
    "independence-day": fixed(9, 16),
    "revolution-day": weekdayOf(11, MONDAY, 3),
    "presidential-transition": transition,
    christmas: fixed(12, 25),
  },
};

/** Countries with known holidays. */
export const HOLIDAY_COUNTRIES: readonly string[] = Object.keys(HOLIDAYS);

/** Returns the names of a country's holidays. Empty for an unknown country. */
export const holidayNames = (country: string): readonly string[] => Object.keys(HOLIDAYS[country] ?? {});

const dates = new Map<string, ReadonlySet<number>>();
const numberOf = ({ month, day }: Temporal.PlainDate): number => 100 * month + day;

/** Returns true if a day is a country's holiday with this name. A null `name` means any holiday. */
export function isHoliday(day: Temporal.PlainDate, country: string, name: string | null): boolean {
  const key = `${country} ${name} ${day.year}`;
  let known = dates.get(key);
  if (known === undefined) {
    const all = Object.entries(HOLIDAYS[country] ?? {}).filter(([each]) => name === null || each === name);
    const found = all.flatMap(([, dateIn]) => dateIn(day.year) ?? []);
    known = new Set(found.map(numberOf));
    dates.set(key, known);
  }
  return known.has(numberOf(day));
}
