import { Temporal } from "temporal-polyfill";
import {
  exceptionOn,
  firstDayUnlike,
  lastDayOfException,
  namesDayWithin,
  parseException,
} from "../../../src/domain/hours/exceptions.ts";
import { UnreadableHours } from "../../../src/domain/hours/unreadable-hours.ts";

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

describe("the text of an exception", () => {
  const parsed = (text: string, country: string | null = null) => parseException(text, country);
  /** Returns the broken rule, and the text in the message. */
  const refusal = (text: string) => {
    try {
      parseException(text);
      return null;
    } catch (error) {
      return error instanceof UnreadableHours ? error.rule : error;
    }
  };

  test("has rules with days and times, and single spaces", () => {
    const { text, rules } = parsed("  2026 Dec 24   06:00-12:00,14:00-02:00 ;2026 Dec 25 off; Sa unknown");
    expect(text).toBe("2026 Dec 24 06:00-12:00,14:00-02:00 ;2026 Dec 25 off; Sa unknown");
    expect(rules.map(({ times }) => times)).toEqual([
      [
        { start: 360, end: 720 },
        { start: 840, end: 1560 },
      ],
      [],
      "unknown",
    ]);
    expect(rules.map(({ days }) => [days.dates.length, days.weekdays])).toEqual([
      [1, []],
      [1, []],
      [0, [5]],
    ]);
  });

  test("gets the country that a service enters, where it names none", () => {
    expect(parsed("PH off; PH:MX 06:00-12:00; PH:US:labor-day,PH -1 day off", "MX").text).toBe(
      "PH:MX off; PH:MX 06:00-12:00; PH:US:labor-day,PH:MX -1 day off",
    );
    expect(parsed("PH off").text).toBe("PH off");
  });

  test.each([
    ["", ["exceptionRule", ""]],
    ["Sa", ["exceptionRule", "Sa"]],
    ["Sa off;", ["exceptionRule", ""]],
    ["Sa open", ["exceptionRule", "Sa open"]],
    ["off", ["exceptionDays", "off"]],
    ["06:00-12:00", ["exceptionDays", "06:00-12:00"]],
    ["Sa 6:00-12:00", ["exceptionTimes", "6:00-12:00"]],
    ["Sa 06:00-06:00", ["exceptionEmpty", "06:00-06:00"]],
    ["Sa 06:00-12:00,11:00-13:00", ["exceptionOverlap"]],
    ["Feb 30 off", ["exceptionDate", "Feb 30"]],
  ])("is refused if it is “%s”", (text, rule) => expect(refusal(text)).toEqual(rule));

  test("is quoted if it is refused", () => {
    expect(() => parsed(" Sa  open")).toThrow(/^hours ' Sa {2}open': /);
  });
});

describe("the days that an exception names", () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  const names = (text: string, first: string, last: string) =>
    namesDayWithin(parseException(text), day(first), day(last));

  test("are found within a range, including both ends", () => {
    expect(names("2026 Dec 24 off", "2026-12-20", "2026-12-24")).toBe(true);
    expect(names("2026 Dec 24 off", "2026-12-24", "2026-12-30")).toBe(true);
    expect(names("2026 Dec 24 off", "2026-12-20", "2026-12-23")).toBe(false);
    expect(names("2026 Dec 24 off", "2026-12-25", "2026-12-30")).toBe(false);
    expect(names("2026 Dec 24 off; 2026 Dec 28 off", "2026-12-25", "2026-12-30")).toBe(true);
    expect(names("2026 Dec 24 off", "2026-12-24", "2026-12-23")).toBe(false);
  });

  test("have a last day unless they recur", () => {
    expect(String(lastDayOfException(parseException("2026 Dec 24 off; 2026 Jan off")))).toBe("2026-12-24");
    expect(lastDayOfException(parseException("2026 Dec 24 off; Sa off"))).toBeNull();
  });

  test("count only from the first to the last day on which the exception may apply", () => {
    const kept = { exception: parseException("Sa off"), first: day("2026-12-05"), last: day("2026-12-12") };
    const on = (text: string) => exceptionOn([kept], day(text))?.times;
    expect(["2026-11-28", "2026-12-05", "2026-12-06", "2026-12-12", "2026-12-19"].map(on)).toEqual([
      ...[undefined, [], undefined, [], undefined],
    ]);
  });

  test("have the times of the last rule that names them", () => {
    const exceptions = [{ exception: parseException("Sa 06:00-12:00; 2026 Dec 05 off"), first: FIRST, last: null }];
    const on = (text: string) => exceptionOn(exceptions, day(text))?.times;
    expect([on("2026-12-05"), on("2026-12-12")]).toEqual([[], [{ start: 360, end: 720 }]]);
  });
});
