import { Temporal } from "temporal-polyfill";
import { lastDayOf, parseSelector, selects } from "../../../src/domain/hours/day-selector.ts";

const parse = (text: string) =>
  parseSelector(text, null, (...rule) => {
    throw new Error(rule.join(" "));
  });

/** Returns the days from 2022 to 2027 that a text selects, as ranges. */
function runsOf(text: string): string[] {
  const selector = parse(text);
  if (selector === null) throw new Error("no days");
  const runs: [Temporal.PlainDate, Temporal.PlainDate][] = [];
  for (let day = Temporal.PlainDate.from("2022-01-01"); day.year < 2028; day = day.add({ days: 1 })) {
    if (!selects(selector, day)) continue;
    const run = runs.at(-1);
    if (run?.[1].add({ days: 1 }).equals(day)) run[1] = day;
    else runs.push([day, day]);
  }
  return runs.map(([from, to]) => `${from}/${to}`);
}

test.each([
  ["2023 Dec 24-Jan 02", "2024-01-02", ["2023-12-24/2024-01-02"]],
  ["2023 Sep 01-05", "2023-09-05", ["2023-09-01/2023-09-05"]],
  ["2023 Sep 01-05,2024 Feb", "2024-02-29", ["2023-09-01/2023-09-05", "2024-02-01/2024-02-29"]],
  ["2023 Nov-2024 Jan", "2024-01-31", ["2023-11-01/2024-01-31"]],
  ["2023 Nov-Jan", "2024-01-31", ["2023-11-01/2024-01-31"]],
  ["2023 Dec Su", "2023-12-31", ["2023-12-03", "2023-12-10", "2023-12-17", "2023-12-24", "2023-12-31"]],
  // 2026 is the only one of these years with a week 53.
  ["week 53", null, ["2026-12-28/2027-01-03"]],
  ["2026 Dec week 53", "2026-12-31", ["2026-12-28/2026-12-31"]],
  ["2024 Apr-2024 May,2025 Dec 24", "2025-12-24", ["2024-04-01/2024-05-31", "2025-12-24"]],
  ["Feb 29", null, ["2024-02-29"]],
])("%s selects its days, and has the last day %s", (text, last, runs) => {
  const all = runs.map((run) => (run.includes("/") ? run : `${run}/${run}`));
  const selector = parse(text);
  if (selector === null) throw new Error("no days");
  expect(runsOf(text)).toEqual(all);
  expect(lastDayOf(selector)?.toString() ?? null).toBe(last);
});

test.each(["2023 Sep 05-01", "2023 Sep 31", "2023 Dec-2022 Jan", "Dec 24-2024 Jan 02", "2023 Dec 24-2024 Jan"])(
  "%s is refused",
  (text) => {
    expect(() => parse(text)).toThrow("exceptionDate");
  },
);

/** Returns the rule by which the days of a rule are refused, or null if they are accepted. */
function refusal(text: string, country: string | null = null): readonly unknown[] | null {
  let refused: readonly unknown[] | null = null;
  try {
    parseSelector(text, country, (...rule) => {
      refused = rule;
      throw new Error("refused");
    });
  } catch (error) {
    if (refused === null) throw error;
  }
  return refused;
}

describe("the parts of a rule's days", () => {
  test("are dates, weeks, weekdays and holidays", () => {
    expect(parse("2024 Apr-2024 Oct,Dec 24 week 10-12,20 Sa-Su,PH:US,PH:US:labor-day -3 days")).toEqual({
      dates: [
        { from: { year: 2024, month: 4, day: null }, to: { year: 2024, month: 10, day: null }, precedence: 3 },
        { from: { year: null, month: 12, day: 24 }, to: { year: null, month: 12, day: 24 }, precedence: 2 },
      ],
      weeks: [
        { from: 10, to: 12 },
        { from: 20, to: 20 },
      ],
      weekdays: [5, 6],
      holidays: [
        { country: "US", name: null, offset: 0 },
        { country: "US", name: "labor-day", offset: -3 },
      ],
    });
    expect(parse("")).toBeNull();
    expect(parse("Mo , We")).toEqual({ dates: [], weeks: [], weekdays: [0, 2], holidays: [] });
  });

  test.each(["week 10 Apr", "10-12", "Apr or May", "week", "sa"])("in another form are refused: %s", (text) => {
    expect(refusal(text)).toEqual(["exceptionRule", text]);
  });
});

describe("a date", () => {
  test.each([
    ["Feb 30", "Feb 30"],
    ["Dec 00", "Dec 00"],
    ["Apr 31", "Apr 31"],
    ["2023 Feb 29", "2023 Feb 29"],
    ["1899 Dec 31", "1899 Dec 31"],
    ["2200 Jan 01", "2200 Jan 01"],
    ["Dec 24-Jan", "Dec 24-Jan"],
    ["Dec-Jan 02", "Dec-Jan 02"],
    ["Dec 24-20", "Dec 24-20"],
    ["Apr,Dec 32", "Dec 32"],
    ["2023 Dec 24-2023 Dec 20", "2023 Dec 24-2023 Dec 20"],
  ])("%s is refused", (text, part) => expect(refusal(text)).toEqual(["exceptionDate", part]));

  test.each(["1900 Jan 01", "2199 Dec 31", "Dec 31", "Dec 01", "2024 Feb 29", "Dec 24-24", "Nov-Feb", "Dec 24-Jan 02"])(
    "%s is accepted",
    (text) => expect(refusal(text)).toBeNull(),
  );
});

describe("weeks", () => {
  test.each(["0", "54", "12-10", "10-54", "100"])("%s are refused", (weeks) =>
    expect(refusal(`week ${weeks}`)).toEqual(["exceptionWeek", weeks]),
  );
  test.each(["1", "53", "10-10", "1-53"])("%s are accepted", (weeks) => expect(refusal(`week ${weeks}`)).toBeNull());
  test("select the days of these weeks every year", () => {
    // The first week of 2022 begins on 3 January.
    expect(runsOf("week 1-2,10").slice(0, 3)).toEqual([
      "2022-01-03/2022-01-16",
      "2022-03-07/2022-03-13",
      "2023-01-02/2023-01-15",
    ]);
  });
});

describe("holidays", () => {
  test("are refused if their country or name is not known", () => {
    expect(refusal("PH:XX")).toEqual([
      "exceptionCountry",
      "PH:XX",
      expect.stringMatching(/^PH:[A-Z]{2}(?:, PH:[A-Z]{2})+$/),
    ]);
    expect(refusal("PH:US:pie-day")).toEqual([
      "exceptionHoliday",
      "PH:US:pie-day",
      expect.stringContaining("labor-day"),
    ]);
    expect(refusal("PH:US 3 days")).toEqual(["exceptionDate", "PH:US 3 days"]);
    for (const part of ["Sa-Xx", "Monday", "Sa week 10"]) expect(refusal(part)).toEqual(["exceptionDate", part]);
  });

  test("without a country get the country that the service enters, and match no day without one", () => {
    const holidays = (country: string | null) =>
      parseSelector("PH,PH +1 day", country, () => {
        throw new Error("refused");
      })?.holidays;
    expect(holidays("MX")).toEqual([
      { country: "MX", name: null, offset: 0 },
      { country: "MX", name: null, offset: 1 },
    ]);
    expect(holidays(null)?.map(({ country }) => country)).toEqual([null, null]);
    expect(runsOf("PH")).toEqual([]);
    // A name is not examined without a country.
    expect(refusal("PH")).toBeNull();
  });

  test("are selected beside weekdays, and by days before and after them", () => {
    expect(runsOf("2024 Jul PH:US")).toEqual(["2024-07-04/2024-07-04"]);
    expect(runsOf("2024 Jul PH:US -1 day,PH:US +2 days")).toEqual(["2024-07-03/2024-07-03", "2024-07-06/2024-07-06"]);
    expect(runsOf("2024 Jul 01-07 Su,PH:US")).toEqual(["2024-07-04/2024-07-04", "2024-07-07/2024-07-07"]);
    expect(runsOf("2024 PH:US:labor-day".replace("2024 ", "2024 Sep "))).toEqual(["2024-09-02/2024-09-02"]);
  });
});

describe("a range that runs past New Year", () => {
  test("selects both of its ends every year", () => {
    expect(runsOf("Dec 30-Jan 02").slice(0, 3)).toEqual([
      ...["2022-01-01/2022-01-02", "2022-12-30/2023-01-02", "2023-12-30/2024-01-02"],
    ]);
    expect(runsOf("Nov-Feb").slice(0, 2)).toEqual(["2022-01-01/2022-02-28", "2022-11-01/2023-02-28"]);
  });
});

describe("the precedence of a range of days", () => {
  const precedence = (text: string) => parse(text)?.dates.map((range) => range.precedence);
  test.each([
    ["2024 Dec 24", 3],
    ["2024 Jan 01-2024 Dec 31", 3],
    ["2024 Dec", 3],
    ["Dec 24", 2],
    ["Dec 24-24", 2],
    ["Dec 24-25", 1],
    ["May 01-31", 1],
    ["May 01-Jun 01", 0],
    ["Dec 15-Jan 14", 1],
    ["Dec 15-Jan 15", 0],
    ["Dec", 0],
    ["Apr-Oct", 0],
  ])("%s is %i", (text, wanted) => expect(precedence(text)).toEqual([wanted]));
});

test("the last day of a rule is the latest of its dates, and none if one of them recurs", () => {
  const last = (text: string) => {
    const selector = parse(text);
    return selector === null ? undefined : (lastDayOf(selector)?.toString() ?? null);
  };
  expect(last("2024 Dec 24,2023 Dec 26")).toBe("2024-12-24");
  expect(last("2023 Dec 26,2024 Dec 24")).toBe("2024-12-24");
  expect(last("2024 Feb")).toBe("2024-02-29");
  expect(last("2024 Dec 24,Dec 26")).toBeNull();
  expect(last("Dec 26,2024 Dec 24")).toBeNull();
  expect(last("2024 Dec 24,Dec 26,2025 Dec 24")).toBeNull();
  expect(last("Sa")).toBeNull();
});
