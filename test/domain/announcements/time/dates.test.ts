import { plainLetters } from "../../../../src/domain/announcements/sentences.ts";
import { daysIn, type NamedDay, weekdayOf } from "../../../../src/domain/announcements/time/dates.ts";

/** Writes a day in short: `3/4/2024`, `3/4`, `3/2024`, `2024`, `weekday 1` or `+1`. */
function shown(day: NamedDay): string {
  switch (day.kind) {
    case "date":
      return [day.month, day.day, ...(day.year === null ? [] : [day.year])].join("/");
    case "month":
      return `${day.month}/${day.year}`;
    case "year":
      return String(day.year);
    case "weekday":
      return `weekday ${day.weekday}`;
    default:
      return `${day.days < 0 ? "" : "+"}${day.days}`;
  }
}
const days = (text: string) => daysIn(plainLetters(text)).map(({ day }) => shown(day));

describe("a date", () => {
  test.each([
    ["March 4", "3/4"],
    ["March 4, 2024", "3/4/2024"],
    ["March 4 2024", "3/4/2024"],
    ["March 4th", "3/4"],
    ["March 1st, 2nd", "3/1"],
    ["March 3rd", "3/3"],
    ["Mar. 22nd", "3/22"],
    ["Monday, March 4", "3/4"],
    ["Mon. March 4", "3/4"],
    ["Monday March 4", "3/4"],
    ["4 March 2024", "3/4/2024"],
    ["4th March", "3/4"],
    ["4 de marzo", "3/4"],
    ["4 de marzo de 2024", "3/4/2024"],
    ["4 marzo del 2024", "3/4/2024"],
    ["1o de marzo, 2024", "3/1/2024"],
    ["lunes 4 de marzo", "3/4"],
    ["lunes, el 4 de marzo", "3/4"],
    ["3/4", "3/4"],
    ["3/4/2024", "3/4/2024"],
    ["12/31", "12/31"],
  ])("is read in “%s”", (text, wanted) => expect(days(`on ${text}`)[0]).toBe(wanted));

  test.each([
    [1, "january", "jan", "enero", "ene"],
    [2, "february", "feb", "febrero"],
    [3, "march", "mar", "marzo"],
    [4, "april", "apr", "abril", "abr"],
    [5, "may", "mayo"],
    [6, "june", "jun", "junio"],
    [7, "july", "jul", "julio"],
    [8, "august", "aug", "agosto", "ago"],
    [9, "september", "sept", "sep", "septiembre"],
    [10, "october", "oct", "octubre"],
    [11, "november", "nov", "noviembre"],
    [12, "december", "dec", "diciembre", "dic"],
  ])("is read with every name of month %i", (month, ...names) => {
    expect(names.flatMap((name) => [...days(`${name} 5`), ...days(`5 de ${name}`), ...days(`${name} 2025`)])).toEqual(
      names.flatMap(() => [`${month}/5`, `${month}/5`, `${month}/2025`]),
    );
  });

  test.each(["March 0", "March 32", "32 de marzo", "13/5", "0/5", "5/0", "5/32", "1/2/2024/5", "smarch 5"])(
    "is not read in “%s”",
    (text) => expect(days(text)).toEqual([]),
  );

  test("has at least day 1 and at most day 31, and months 1 to 12", () => {
    expect([...days("March 1"), ...days("March 31"), ...days("1/31"), ...days("12/1")]).toEqual([
      ...["3/1", "3/31", "1/31", "12/1"],
    ]);
  });

  test("is not read from the hour after a month", () => {
    expect(days("march 6 a.m.")).toEqual([]);
    expect(days("march 6:30")).toEqual([]);
    expect(days("march 6 at 5 a.m.")).toEqual(["3/6"]);
  });

  test("includes a weekday before it", () => {
    const [found] = daysIn("on monday, march 4th, 2024 at noon");
    expect(found).toEqual({ day: { kind: "date", month: 3, day: 4, year: 2024 }, index: 3, end: 26 });
  });
});

describe("a month or a year", () => {
  test.each([
    ["in March 2024", "3/2024"],
    ["Dec. 2024", "12/2024"],
    ["marzo de 2024", "3/2024"],
    ["marzo del 2024", "3/2024"],
    ["in 2024", "2024"],
    ["since 2019", "2019"],
    ["during 2024", "2024"],
    ["en 2024", "2024"],
    ["desde 2019", "2019"],
  ])("is read in “%s”", (text, wanted) => expect(days(text)).toEqual([wanted]));

  test.each(["March", "about 2024", "in 1999", "in 20245"])("is not read in “%s”", (text) =>
    expect(days(text)).toEqual([]),
  );
});

describe("a weekday", () => {
  test.each([
    [1, "monday", "lunes", "mon"],
    [2, "tuesday", "martes", "tues"],
    [3, "wednesday", "miércoles", "wed"],
    [4, "thursday", "jueves", "thurs"],
    [5, "friday", "viernes", "fri"],
    [6, "saturday", "sábado", "sat"],
    [7, "sunday", "domingo", "sun"],
  ])("has the number %i", (number, ...names) => {
    expect(names.flatMap((name) => days(`on ${name}`))).toEqual(names.map(() => `weekday ${number}`));
    expect(names.map((name) => weekdayOf(plainLetters(name)))).toEqual(names.map(() => number));
  });

  test("may be plural, and ends in s in Spanish anyway", () => {
    expect(["mondays", "sabados", "lunes", "viernes"].map(weekdayOf)).toEqual([1, 6, 1, 5]);
    expect(["day", "", "s"].map(weekdayOf)).toEqual([0, 0, 0]);
  });

  test("is not part of another word", () => expect(days("the sunset, satellite, wedding")).toEqual([]));
});

describe("a day counted from the publication", () => {
  test.each([
    ["today", "+0"],
    ["tonight", "+0"],
    ["this morning", "+0"],
    ["this afternoon", "+0"],
    ["this evening", "+0"],
    ["this hour", "+0"],
    ["hoy", "+0"],
    ["esta mañana", "+0"],
    ["esta tarde", "+0"],
    ["esta noche", "+0"],
    ["tomorrow", "+1"],
    ["mañana", "+1"],
    ["a partir de mañana", "+1"],
    ["desde mañana", "+1"],
    ["hasta mañana", "+1"],
    ["yesterday", "-1"],
    ["last night", "-1"],
    ["ayer", "-1"],
    ["anoche", "-1"],
  ])("is read in “%s”", (text, wanted) => expect(days(`closed ${text}, they said`)).toEqual([wanted]));

  test.each(["a las 6 de la mañana", "por la mañana", "la mañana", "mañana del mismo día"])(
    "is not the morning in “%s”",
    (text) => expect(days(text)).toEqual([]),
  );
});

test("days are read in order, with their places", () => {
  expect(daysIn("from monday to march 4, then tomorrow")).toEqual([
    { day: { kind: "weekday", weekday: 1 }, index: 5, end: 11 },
    { day: { kind: "date", month: 3, day: 4, year: null }, index: 15, end: 22 },
    { day: { kind: "offset", days: 1 }, index: 29, end: 37 },
  ]);
});
