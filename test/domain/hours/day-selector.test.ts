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
