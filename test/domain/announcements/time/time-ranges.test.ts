import { plainLetters } from "../../../../src/domain/announcements/sentences.ts";
import { rangesIn, timesIn, withPlainHours } from "../../../../src/domain/announcements/time/times.ts";
import { shownTimes } from "./shown-times.ts";

describe("the zone of a time", () => {
  test.each([
    ["local", "local"],
    ["local time", "local time"],
    ["hora local", "hora local"],
    ["tiempo local", "tiempo local"],
    ["Eastern", "eastern"],
    ["Central Time", "central time"],
    ["Mountain Standard Time", "mountain standard time"],
    ["Pacific Daylight Time", "pacific daylight time"],
    ["U.S. Central Time", "u.s. central time"],
    ["CST", "cst"],
    ["CDT", "cdt"],
    ["ET", "et"],
    ["PT", "pt"],
    ["Arizona time", "arizona time"],
    ["hora del este", "hora del este"],
    ["hora del centro", "hora del centro"],
    ["tiempo del Pacífico", "tiempo del pacifico"],
    ["hora de la montaña", "hora de la montana"],
    ["hora de las montañas", "hora de las montanas"],
    ["hora de Arizona", "hora de arizona"],
    ["UTC", "utc"],
    ["GMT", "gmt"],
  ])("is read in “6 p.m. %s”, also in brackets and after a comma", (text, wanted) => {
    expect(shownTimes(`6 p.m. ${text}`)).toEqual([`18:00 ${wanted}`]);
    expect(shownTimes(`6 p.m. (${text})`)).toEqual([`18:00 ${wanted}`]);
    expect(shownTimes(`6 p.m., ${text}`)).toEqual([`18:00 ${wanted}`]);
  });

  test("is none if the text names none", () => {
    for (const text of ["6 p.m. cstx", "6 p.m. estate", "6 p.m. mexico time"])
      expect(shownTimes(text)).toEqual(["18:00"]);
  });
});

describe("a range of times", () => {
  const ranges = (text: string) => {
    const clause = withPlainHours(plainLetters(text));
    return rangesIn(clause, timesIn(clause)).map(({ from, to, index, end }) => [
      `${from.hour}:${from.minute}-${to.hour}:${to.minute}`,
      clause.slice(index, end),
    ]);
  };

  test.each([
    "-",
    " - ",
    " to ",
    " until ",
    " till ",
    " through ",
    " and ",
    " a ",
    " hasta ",
    " y ",
    " a las ",
    " hasta la ",
    "–",
  ])("is joined by “%s”", (joint) =>
    expect(ranges(`from 6 a.m.${joint}2 p.m. daily`)).toEqual([["6:0-14:0", `6 a.m.${joint.replace("–", "-")}2 p.m.`]]),
  );

  test.each([", ", " or ", " and then ", " to about x "])("is not joined by “%s”", (joint) =>
    expect(ranges(`6 a.m.${joint}2 p.m.`)).toEqual([]),
  );

  test("may follow another", () => {
    expect(ranges("6 a.m. to 8 a.m., 2 p.m. to 4 p.m.").map(([range]) => range)).toEqual(["6:0-8:0", "14:0-16:0"]);
    expect(ranges("6 a.m.")).toEqual([]);
  });
});

describe("hours in words", () => {
  test.each([
    ["at six o'clock", "at 6 o'clock"],
    ["at one a.m.", "at 1 a.m."],
    ["at twelve noon", "at 12 noon"],
    ["at twelve midnight", "at 12 midnight"],
    ["at eleven pm", "at 11 pm"],
    ["a las seis de la tarde", "a las 6 de la tarde"],
    ["a la una de la tarde", "a la 1 de la tarde"],
    ["desde las siete", "desde las 7"],
    ["hasta las doce", "hasta las 12"],
    ["y las once", "y las 11"],
  ])("become digits: “%s”", (text, wanted) => expect(withPlainHours(text)).toBe(wanted));

  test.each(["one lane", "seis carriles", "las seis", "someone a.m.", "twelve trucks"])(
    "stay elsewhere: “%s”",
    (text) => expect(withPlainHours(text)).toBe(text),
  );

  test.each([
    ["6 to 10 a.m.", "6am to 10 a.m."],
    ["6-10 pm", "6pm-10 pm"],
    ["6:30 until 10:45 p.m.", "6:30pm until 10:45 p.m."],
    ["6 a 10 p.m.", "6pm a 10 p.m."],
    ["11 - 12am", "11am - 12am"],
  ])("borrow the half of the day from the end of a range: “%s”", (text, wanted) => {
    expect(withPlainHours(text).replace(":30pm", ":30pm")).toBe(wanted);
  });

  test.each(["march 6 to 5 a.m.", "dec. 6 to 5 a.m.", "6 or 10 a.m.", "6 to 13 a.m.", "6 to 10", "16 to 10 a.m."])(
    "do not borrow it in “%s”",
    (text) => expect(withPlainHours(text)).toBe(text),
  );
});
