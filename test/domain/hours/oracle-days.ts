import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { ask, dateText, MONTHS, type Rule, type Times, wallOf } from "./oracle.ts";

const dates = fc.integer({ min: 0, max: 3 * 365 }).map((days) => Temporal.PlainDate.from("2023-01-01").add({ days }));
const WEEKDAYS = ["Sa", "Mo-Fr", "Fr-Mo", "Tu,Th", "Su"];

/** Days of a rule in Garita's notation, and its parts in the library's. */
type Days = Pick<Rule, "days" | "parts">;
/** Creates days that both notations write the same way, unless `oracle` differs. */
export const same = (days: string, rank: number, oracle = days): Days => ({ days, parts: [{ oracle, rank }] });
/** Joins several lists of days. Each list keeps its rank. */
const either = (separator: string, ...lists: Days[]): Days => ({
  days: lists.map(({ days }) => days).join(separator),
  parts: lists.flatMap(({ parts }) => parts),
});

const oneYear = fc.oneof(
  dates.map((date) => same(dateText(date), 3)),
  fc.tuple(dates, fc.nat(40)).map(([date, length]) => {
    const range = `${dateText(date)}-${dateText(date.add({ days: length }))}`;
    return same(length === 0 ? dateText(date) : range, 3);
  }),
  // Shorthands that the library lacks: a last day without its month, and a last day in the next year without its year.
  dates
    .filter(({ day }) => day < 25)
    .map((date) => {
      const last = date.add({ days: 4 });
      return same(`${dateText(date)}-${String(last.day).padStart(2, "0")}`, 3, `${dateText(date)}-${dateText(last)}`);
    }),
  fc.tuple(fc.constantFrom(2023, 2024), fc.integer({ min: 1, max: 30 })).map(([year, day]) => {
    const first = new Temporal.PlainDate(year, 12, 24);
    const last = new Temporal.PlainDate(year + 1, 1, day);
    return same(`${dateText(first)}-${dateText(last, true)}`, 3, `${dateText(first)}-${dateText(last)}`);
  }),
  // Months of one year.
  fc.tuple(dates, fc.nat(5)).map(([date, length]) => {
    const first = date.with({ day: 1 });
    const end = first.add({ months: length });
    const text = ({ year, month }: Temporal.PlainDate) => `${year} ${MONTHS[month - 1]}`;
    const days = length === 0 ? text(first) : `${text(first)}-${text(end)}`;
    return same(days, 3, `${dateText(first)}-${dateText(end.with({ day: end.daysInMonth }))}`);
  }),
);
const yearly = fc.oneof(
  dates.map((date) => same(dateText(date, true), 2)),
  fc
    .tuple(dates, fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 28, max: 32 })))
    .map(([date, length]) => {
      const last = date.add({ days: length });
      // A range without years counts as short by its days in a leap year. One that runs past New Year and past February
      // is long in any case.
      const lacksADay = date.year === last.year && !date.inLeapYear && date.month <= 2 && last.month > 2;
      const isShort = length + (lacksADay ? 1 : 0) < 31;
      return same(`${dateText(date, true)}-${dateText(last, true)}`, isShort ? 1 : 0);
    }),
);
const seasons = fc.oneof(
  fc.tuple(fc.nat(11), fc.integer({ min: 1, max: 9 })).map(([from, length]) => {
    return same(`${MONTHS[from]}-${MONTHS[(from + length) % 12]}`, 0);
  }),
  fc.nat(11).map((month) => same(MONTHS[month] ?? "", 0)),
);

/** Generates the days of a rule. */
export const someDays = (country: string): fc.Arbitrary<Days> => {
  const holidays = (offset: number): Days => {
    const text = offset === 0 ? "" : ` ${offset > 0 ? "+" : ""}${offset} day${Math.abs(offset) === 1 ? "" : "s"}`;
    // The library knows only offsets of one day. For other offsets, the library gets the resulting days.
    const far = () => libraryHolidays(country).map((day) => dateText(day.add({ days: offset })));
    return same(`PH:${country}${text}`, 2, Math.abs(offset) > 1 ? far().join(",") : `PH${text}`);
  };
  const offsets = fc.integer({ min: -3, max: 3 }).map(holidays);
  return fc.oneof(
    { weight: 6, arbitrary: oneYear },
    { weight: 2, arbitrary: yearly },
    { weight: 2, arbitrary: seasons },
    fc.uniqueArray(dates, { minLength: 2, maxLength: 3, selector: String }).map((some) => {
      const sorted = some.sort(Temporal.PlainDate.compare);
      return same(sorted.map((date) => dateText(date)).join(","), 3);
    }),
    // Lists of days of several kinds.
    { weight: 3, arbitrary: fc.tuple(seasons, yearly, oneYear).map((lists) => either(",", ...lists)) },
    fc.tuple(seasons, oneYear).map((lists) => either(",", ...lists)),
    fc.tuple(fc.nat(11), fc.constantFrom(...WEEKDAYS)).map(([month, days]) => same(`${MONTHS[month]} ${days}`, 0)),
    fc.tuple(fc.integer({ min: 1, max: 53 }), fc.nat(9)).map(([week, length]) => {
      const last = Math.min(53, week + length);
      const text = (number: number) => String(number).padStart(2, "0");
      return same(last === week ? `week ${text(week)}` : `week ${text(week)}-${text(last)}`, 0);
    }),
    fc.constantFrom(...WEEKDAYS).map((days) => same(days, 0)),
    { weight: 3, arbitrary: offsets },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...WEEKDAYS), offsets)
        .map(([days, some]) => either(",", same(days, 0), some)),
    },
  );
};

let found: Map<string, Temporal.PlainDate[]> | undefined;
/** Returns the holidays of the library in the years of the test. */
function libraryHolidays(country: string): readonly Temporal.PlainDate[] {
  found ??= new Map(holidaysOf(Temporal.PlainDate.from("2022-12-01"), 3 * 365 + 90));
  return found.get(country) ?? [];
}
/** Returns the holidays of both countries among `count` days, according to the library. */
export function holidaysOf(first: Temporal.PlainDate, count: number): [string, Temporal.PlainDate[]][] {
  const days = Array.from({ length: count }, (_, i) => first.add({ days: i }));
  const times = days.map((day) => wallOf(day.toPlainDateTime("12:00")));
  const countries = ["US", "MX"];
  const answers = ask(countries.map((country) => ({ expression: "Mo-Su off; PH 00:00-24:00", country, times })));
  return countries.map((country, i) => [country, days.filter((_, j) => answers[i]?.[j])]);
}

/** Generates the times of a rule. */
export const someTimes: fc.Arbitrary<Times> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom("off" as const, "unknown" as const) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.nat(47), fc.integer({ min: 1, max: 47 }))
      .map(([start, length]): Times => [[30 * start, 30 * (start + length)]]),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Times>([
      [360, 720],
      [840, 1320],
    ]),
  },
);
