import { plainLetters } from "../../../../src/domain/announcements/sentences.ts";
import { type FoundPeriod, periodsIn } from "../../../../src/domain/announcements/time/when.ts";

/** Returns the parts of a clause that give the start, the end, the ranges and the times without a place. */
function periods(text: string) {
  const clause = plainLetters(text);
  const { start, until, ranges, unplaced, loose, immediate } = periodsIn(clause);
  const part = (period: FoundPeriod | null) => (period === null ? null : clause.slice(period.index, period.end));
  return {
    start: part(start),
    until: part(until),
    ranges: ranges.map(({ index, end }) => clause.slice(index, end)),
    unplaced,
    loose,
    immediate,
  };
}
const nothing = { start: null, until: null, ranges: [], unplaced: [], loose: true, immediate: false };

describe("the periods of a clause", () => {
  test("are none without days and times", () => expect(periods("lukeville will close")).toEqual(nothing));

  test.each([
    ["on march 4", "march 4"],
    ["on march 4 at 6 p.m.", "march 4 at 6 p.m."],
    ["at 6 p.m. on march 4", "6 p.m. on march 4"],
    ["at 6 p.m. of the 4 march", "6 p.m. of the 4 march"],
    ["march 4, starting at 6 p.m.", "march 4, starting at 6 p.m."],
    ["march 4 (beginning around 6:30 p.m.)", "march 4 (beginning around 6:30 p.m."],
    ["march 4 effective about 6:30 p.m.", "march 4 effective about 6:30 p.m."],
    ["march 4 by 6 p.m.", "march 4 by 6 p.m."],
    ["march 4 from 6 p.m.", "march 4 from 6 p.m."],
    ["el 4 de marzo a las 18:00", "4 de marzo a las 18:00"],
    ["el 4 de marzo desde las 18:00", "4 de marzo desde las 18:00"],
    ["el 4 de marzo a partir de las 18:00", "4 de marzo a partir de las 18:00"],
    ["4 de marzo, alrededor de las 18:00", "4 de marzo, alrededor de las 18:00"],
    ["a las 18:00 del dia 4 de marzo", "18:00 del dia 4 de marzo"],
    ["at 6 p.m.", "6 p.m."],
    ["tomorrow at noon", "tomorrow at noon"],
  ])("begin with the day and time in “%s”", (text, start) => {
    expect(periods(`it will close ${text}`)).toEqual({ ...nothing, start, loose: false });
  });

  test("do not join a day and a time with other words between them", () => {
    expect(periods("it will close march 4, officials said at 6 p.m.")).toMatchObject({ start: "march 4" });
    expect(periods("it will close march 4, and again 6 p.m.")).toMatchObject({
      start: "march 4",
      unplaced: ["6 p.m."],
    });
  });

  test.each([
    ...[
      "until",
      "till",
      "til",
      "through",
      "thru",
      "ending",
      "ends",
      "ends on",
      "end at",
      "hasta",
      "hasta el",
      "concluira el",
    ],
    ...["terminara el", "and reopen", "and will reopen on", "and re-open", "and resumes", "and resuming", "to", "al"],
    ...["expected to reopen", "scheduled to resume on", "planned to end", "anticipated to conclude", "due to reopen"],
    ...["set to reopen", "slated to reopen", "expected to be completed", "expected to reopen to all traffic on"],
    ...[
      "until about",
      "until the",
      "until approximately",
      "until around",
      "hasta las",
      "until the end of",
      "hasta el proximo",
    ],
  ])("end with the day after “%s”", (words) => {
    expect(periods(`closed from march 4 ${words} march 6`)).toMatchObject({ start: "march 4", until: "march 6" });
  });

  test("end with the day after a dash", () => {
    expect(periods("closed march 4-march 6")).toMatchObject({ start: "march 4", until: "march 6" });
    expect(periods("closed march 4 or march 6")).toMatchObject({ start: "march 4", until: null });
  });

  test("keep ranges of hours apart", () => {
    expect(periods("open from 6 a.m. to 2 p.m. from march 4")).toEqual({
      ...nothing,
      start: "march 4",
      ranges: ["6 a.m. to 2 p.m."],
      loose: false,
    });
  });

  test("name the times that have no place", () => {
    expect(periods("closed march 4 at 6 p.m., then 8 p.m. and until march 6 or until 9 p.m.")).toMatchObject({
      start: "march 4 at 6 p.m.",
      until: "march 6",
      unplaced: ["8 p.m.", "9 p.m."],
    });
    // Days without a time are not listed.
    expect(periods("closed march 4, then march 5")).toMatchObject({ unplaced: [] });
  });

  test.each([
    ...["photo", "published", "updated", "posted", "dated", "announced", "said", "told", "reported", "statement"],
    ...["in a release", "in a news release", "since its opening", "said on", "said in brief on", "told us"],
  ])("do not begin with the day after “%s”", (words) => {
    expect(periods(`it will close, ${words} march 4`)).toMatchObject({ start: null, loose: true });
  });

  test.each([
    ...["effective immediately", "effectively immediately", "immediately", "with immediate effect"],
    ...["de inmediato", "con efecto inmediato", "inmediatamente"],
  ])("are immediate with “%s”", (words) => expect(periods(`it closes ${words}`).immediate).toBe(true));
});

describe("a weekday alone", () => {
  test("is a loose start", () => {
    expect(periods("open monday from 6 a.m. to 2 p.m.")).toMatchObject({ start: "monday", loose: true });
  });

  test.each([
    ...[
      "beginning",
      "beginning on",
      "starting",
      "effective",
      "next",
      "this",
      "a partir de",
      "a partir del",
      "desde el",
      "proximo",
    ],
  ])("is a firm start after “%s”", (words) => {
    expect(periods(`open ${words} monday`)).toMatchObject({ start: "monday", loose: false });
  });

  test("gives way to a firm start", () => {
    expect(periods("closed monday, beginning march 4 then")).toMatchObject({ loose: false });
    expect(periods("closed friday or else march 4")).toMatchObject({ start: "march 4", loose: false });
  });

  test.each([["monday, march 4"], ["monday (march 4)"], ["march 4, monday"], ["march 4 (monday)"]])(
    "beside its date is only an aside: “%s”",
    (text) => {
      expect(periods(`closed ${text}`)).toMatchObject({ loose: false, until: null });
      expect(periods(`closed ${text}`).start).toContain("march 4");
    },
  );
});
