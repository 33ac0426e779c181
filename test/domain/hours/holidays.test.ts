import { Temporal } from "temporal-polyfill";
import { exceptionOn, parseException } from "../../../src/domain/hours/exceptions.ts";
import { HOLIDAY_COUNTRIES, holidayNames } from "../../../src/domain/hours/holidays.ts";

/** The dates of the holidays in single years, written out from the law. */
const DATES: Record<string, Record<number, Record<string, string>>> = {
  US: {
    2023: {
      ...{ "new-years-day": "01-01", "martin-luther-king-day": "01-16", "washingtons-birthday": "02-20" },
      ...{ "memorial-day": "05-29", juneteenth: "06-19", "independence-day": "07-04", "labor-day": "09-04" },
      ...{ "columbus-day": "10-09", "veterans-day": "11-11", thanksgiving: "11-23", christmas: "12-25" },
    },
    2026: {
      ...{ "new-years-day": "01-01", "martin-luther-king-day": "01-19", "washingtons-birthday": "02-16" },
      ...{ "memorial-day": "05-25", juneteenth: "06-19", "independence-day": "07-04", "labor-day": "09-07" },
      ...{ "columbus-day": "10-12", "veterans-day": "11-11", thanksgiving: "11-26", christmas: "12-25" },
    },
  },
  MX: {
    2023: {
      ...{ "new-years-day": "01-01", "constitution-day": "02-06", "benito-juarez-day": "03-20", "labor-day": "05-01" },
      ...{ "independence-day": "09-16", "revolution-day": "11-20", christmas: "12-25" },
    },
    2024: {
      ...{ "new-years-day": "01-01", "constitution-day": "02-05", "benito-juarez-day": "03-18", "labor-day": "05-01" },
      ...{ "independence-day": "09-16", "presidential-transition": "10-01", "revolution-day": "11-18" },
      christmas: "12-25",
    },
  },
};

/** Returns the days of `year` to which an exception for `days` applies, each in the form `12-25`. */
function daysOf(days: string, year: number): string[] {
  const first = new Temporal.PlainDate(year, 1, 1);
  const exceptions = [{ exception: parseException(`${days} off`), first, last: null }];
  return Array.from({ length: first.daysInYear }, (_, i) => first.add({ days: i }))
    .filter((day) => exceptionOn(exceptions, day) !== undefined)
    .map((day) => day.toString().slice(5));
}

describe.each(Object.entries(DATES))("The holidays of %s", (country, years) => {
  test.each(Object.entries(years))("in %s are on their dates, each by its name", (year, dates) => {
    const named = holidayNames(country).map((name) => [name, daysOf(`PH:${country}:${name}`, Number(year))]);
    const dated = holidayNames(country).map((name) => [name, dates[name] === undefined ? [] : [dates[name]]]);
    expect(named).toEqual(dated);
    expect(daysOf(`PH:${country}`, Number(year))).toEqual(Object.values(dates).sort());
  });
});

test("days before and after a holiday are counted from it, even into another year", () => {
  expect(daysOf("PH:US:labor-day -3 days", 2023)).toEqual(["09-01"]);
  expect(daysOf("PH:US:labor-day +1 day", 2026)).toEqual(["09-08"]);
  expect(daysOf("PH:US:thanksgiving +1 day,PH:US:christmas -1 day", 2026)).toEqual(["11-27", "12-24"]);
  expect(daysOf("PH:US:new-years-day -1 day", 2026)).toEqual(["12-31"]);
  expect(daysOf("PH:MX:christmas +10 days", 2026)).toEqual(["01-04"]);
  expect(daysOf("Mar-May PH:MX", 2024)).toEqual(["03-18", "05-01"]);
});

test("every country's holidays have been compared", () => {
  expect(HOLIDAY_COUNTRIES).toEqual(Object.keys(DATES));
});
