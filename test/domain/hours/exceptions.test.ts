import { Temporal } from "temporal-polyfill";
import {
  exceptionOn,
  firstDayUnlike,
  lastDayOfException,
  parseException,
} from "../../../src/domain/hours/exceptions.ts";

const FIRST = Temporal.PlainDate.from("2026-01-01");
/** Returns the exception that applies on a day. All exceptions are valid from 1 January 2026. */
const decides = (texts: readonly string[], day: string): string | undefined =>
  exceptionOn(
    texts.map((text) => ({ exception: parseException(text), first: FIRST, last: null })),
    Temporal.PlainDate.from(day),
  )?.exception.exception.text;

/**
 * A day, an older and a newer exception, and which of them applies. Of two exceptions with equal rank, the newer one
 * applies.
 */
const cases: [day: string, older: string, newer: string, which: "older" | "newer"][] = [
  // A weekday listed together with a holiday keeps the rank of a weekday.
  ["2026-12-05", "Sa-Su,PH:US 06:00-22:00", "Sa off", "newer"],
  ["2026-12-25", "Sa-Su,PH:US 06:00-22:00", "Fr off", "older"],
  ["2026-12-24", "Sa-Su,PH:US -1 day 06:00-22:00", "Th off", "older"],
  // A season listed together with a day keeps the rank of a season.
  ["2026-07-04", "PH:US off", "Apr-Oct,2026 Dec 24 09:00-18:00", "older"],
  ["2026-12-24", "PH:US -1 day off", "Apr-Oct,2026 Dec 24 09:00-18:00", "newer"],
  ["2026-07-04", "PH:US off", "Apr-Oct,Dec 25 09:00-18:00", "older"],
  ["2026-12-25", "PH:US off", "Apr-Oct,Dec 25 09:00-18:00", "newer"],
  ["2026-12-25", "Dec 25 09:00-18:00", "PH:US off", "newer"],
  // Days and months with a year take precedence over all others.
  ["2026-12-25", "2026 Dec off", "PH:US 06:00-14:00", "older"],
  ["2026-12-25", "PH:US 06:00-14:00", "2026 Dec off", "newer"],
  ["2026-12-25", "2026 Nov-2027 Jan off", "Dec 25 06:00-14:00", "older"],
  ["2026-12-25", "2026 Dec Mo-Fr off", "2026 Dec 20-2026 Dec 31 06:00-14:00", "newer"],
  // A holiday or a yearly day takes precedence over a range of yearly days, and such a range over a season.
  ["2026-12-25", "Dec 24-Dec 26 off", "Nov-Mar 08:00-16:00", "older"],
  ["2026-12-25", "Dec 24-Jan 02 off", "We-Fr 08:00-16:00", "older"],
  ["2027-01-02", "Dec 24-Jan 02 off", "Nov-Mar 08:00-16:00", "older"],
  ["2026-12-25", "PH:US off", "Dec 20-Jan 05 08:00-16:00", "older"],
  ["2026-12-24", "Dec 24 off", "Dec 20-Jan 05 08:00-16:00", "older"],
  // A range of yearly days that is longer than a month counts as a season.
  ["2026-05-02", "Apr 15-Oct 15 09:00-18:00", "Sa off", "newer"],
  ["2026-01-03", "Nov 15-Mar 15 09:00-18:00", "Sa off", "newer"],
  ["2026-07-04", "PH:US off", "Apr 15-Oct 15 09:00-18:00", "older"],
  ["2026-05-30", "May 01-31 09:00-18:00", "Sa off", "older"],
  ["2026-05-30", "May 01-Jun 01 09:00-18:00", "Sa off", "newer"],
  // Months, weeks and weekdays have equal rank.
  ["2026-05-02", "Apr-Oct 09:00-18:00", "Sa off", "newer"],
  ["2026-05-02", "Sa off", "week 18 09:00-18:00", "newer"],
];

test.each(cases)("on %s, of '%s' and the newer '%s', the %s takes precedence", (day, older, newer, which) => {
  expect(decides([older, newer], day)).toBe({ older, newer }[which]);
  expect([decides([older], day), decides([newer], day)]).toEqual([older, newer]);
});

describe("The next day with other times", () => {
  const ALWAYS_OFF = Array.from({ length: 7 }, () => []);
  const search = (text: string, today: string) => {
    const day = Temporal.PlainDate.from(today);
    const exception = parseException(text);
    const exceptions = [{ exception, first: FIRST, last: lastDayOfException(exception) }];
    return firstDayUnlike({ text, week: ALWAYS_OFF, exceptions }, day, day)?.toString() ?? null;
  };

  test("is searched for up to 13 months ahead, even if the last day of an exception is later", () => {
    expect(search("2026 Jan 01-2026 Dec 31 06:00-22:00", "2026-02-01")).toBe("2027-01-01");
    expect(search("2026 Jan 01-2027 Mar 07 06:00-22:00", "2026-02-01")).toBe("2027-03-08");
    expect(search("2026 Jan 01-2027 Mar 08 06:00-22:00", "2026-02-01")).toBe(null);
    expect(search("2026 Jan 01-2030 Dec 31 06:00-22:00", "2026-02-01")).toBe(null);
    expect(search("2026 Jan 01-2030 Dec 31 06:00-22:00", "2029-12-01")).toBe("2031-01-01");
  });
});
