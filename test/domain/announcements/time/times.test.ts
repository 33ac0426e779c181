import { timesIn } from "../../../../src/domain/announcements/time/times.ts";
import { shownTimes } from "./shown-times.ts";

describe("a time of day with a.m. or p.m.", () => {
  test.each([
    ["6 a.m.", "06:00"],
    ["6 p.m.", "18:00"],
    ["6am", "06:00"],
    ["6 PM", "18:00"],
    ["6:30 p.m.", "18:30"],
    ["6.30 p.m.", "18:30"],
    ["06:05 a. m.", "06:05"],
    ["12 a.m.", "00:00"],
    ["12 p.m.", "12:00"],
    ["12:59 a.m.", "00:59"],
    ["11:59 p.m.", "23:59"],
    ["1 p.m.", "13:00"],
    ["6 o'clock a.m.", "06:00"],
  ])("is read in “%s”", (text, wanted) => expect(shownTimes(`at ${text} they`)).toEqual([wanted]));

  test.each(["13 p.m.", "0 a.m.", "6 apples", "6 amps", "6:60 a.m."])("is not read in “%s”", (text) =>
    expect(shownTimes(text).filter((time) => time !== "06:00")).toEqual([]),
  );
});

describe("noon and midnight", () => {
  test.each([
    ["noon", "12:00"],
    ["noontime", "12:00"],
    ["midday", "12:00"],
    ["mediodía", "12:00"],
    ["12 noon", "12:00"],
    ["12:00 noon", "12:00"],
    ["12.00 noon", "12:00"],
    ["12 p.m. noon", "12:00"],
    ["12 o'clock noon", "12:00"],
    ["12 hrs. del mediodía", "12:00"],
    ["12 del mediodía", "12:00"],
    ["12:00 del día", "12:00"],
    ["12 horas del día", "12:00"],
    ["midnight", "00:00"],
    ["medianoche", "00:00"],
    ["12 midnight", "00:00"],
    ["12:00 a.m. midnight", "00:00"],
    ["12 de la medianoche", "00:00"],
  ])("are read in “%s”", (text, wanted) => expect(shownTimes(`at ${text} they`)).toEqual([wanted]));

  test("are one time, not two", () => expect(timesIn("at 12 noon")).toMatchObject([{ index: 3, end: 10 }]));
});

describe("a time in a part of the day", () => {
  test.each([
    ["6 de la mañana", "06:00"],
    ["12 de la mañana", "12:00"],
    ["6 de la tarde", "18:00"],
    ["12 de la tarde", "12:00"],
    ["8:30 de la noche", "20:30"],
    ["12 de la noche", "00:00"],
    ["5 de la noche", "05:00"],
    ["6 de la noche", "18:00"],
    ["3 de la madrugada", "03:00"],
    ["12 de la madrugada", "00:00"],
    ["6 en la tarde", "18:00"],
    ["6 por la tarde", "18:00"],
    ["6 horas de la tarde", "18:00"],
    ["6 hrs. de la tarde", "18:00"],
    ["6 o'clock in the morning", "06:00"],
    ["6 o'clock, in the evening", "18:00"],
    ["6:15 o'clock at night", "18:15"],
    ["6:30 in the afternoon", "18:30"],
    ["10:30 tonight", "22:30"],
    ["6:30 this morning", "06:30"],
    ["6:30 this evening", "18:30"],
    ["6 in the morning", "06:00"],
    ["12 in the afternoon", "12:00"],
    ["11 at night", "23:00"],
    ["5 at night", "05:00"],
  ])("is read in “%s”", (text, wanted) => expect(shownTimes(`at ${text}`)).toEqual([wanted]));

  test.each([
    "by",
    "from",
    "until",
    "till",
    "before",
    "after",
    "around",
    "about",
    "to",
    "and",
    "between",
    "starting",
    "beginning",
    "effective",
  ])("is read as a bare number after “%s”", (word) =>
    expect(shownTimes(`${word} 6 in the evening`).map((time) => time.slice(-5))).toEqual(["18:00"]),
  );

  test("is not read as a bare number elsewhere", () => expect(shownTimes("all 6 in the evening")).toEqual([]));
});

describe("a time of 24 hours", () => {
  test.each([
    ["18:00", "18:00"],
    ["6:05", "06:05"],
    ["24:00", "24:00"],
    ["0:30", "00:30"],
    ["18:00:00", "18:00"],
    ["18:00 hours", "18:00"],
    ["18:00 horas", "18:00"],
    ["18:00 hrs", "18:00"],
    ["18:00h", "18:00"],
    ["1800 hours", "18:00"],
    ["0630 hrs.", "06:30"],
    ["1800h", "18:00"],
    ["2000 hours", "20:00"],
    ["1800 local time", "18:00 local time"],
    ["1800 UTC", "18:00 utc"],
    ["0600 MST", "06:00 mst"],
    ["18 horas", "18:00"],
    ["6 hrs", "06:00"],
    ["las 18", "18:00"],
    ["las 13", "13:00"],
    ["las 23", "23:00"],
  ])("is read in “%s”", (text, wanted) => expect(shownTimes(text)).toEqual([wanted]));

  test.each([
    ["at 1800", "18:00"],
    ["by 1800 local", "18:00"],
    ["from 0600 to", "06:00"],
    ["until 1800, they", "18:00"],
    ["at 1800 on Monday", "18:00"],
    ["at 1800 today", "18:00"],
    ["at 1800 tomorrow", "18:00"],
    ["at 1800 eastern", "18:00 eastern"],
  ])("is read in “%s”", (text, wanted) => expect(shownTimes(text)[0]?.replace(/ local$/, "")).toBe(wanted));

  test.each([
    "25:00",
    "18:60",
    "24:30",
    "1800",
    "1860 hours",
    "in 2024",
    "at 2024",
    "from 1999 to",
    "at 1800 people",
    "las 12",
    "las 24",
    "las 18:5",
    "las 18 5",
    "las 18 ,5",
  ])("is not read in “%s”", (text) => expect(shownTimes(text)).toEqual([]));

  test.each([
    "por",
    "durante",
    "cada",
    "unas",
    "una",
    "otras",
    "proximas",
    "siguientes",
    "in",
    "for",
    "within",
    "every",
  ])("is not a number of hours after “%s”", (word) => expect(shownTimes(`${word} 12 horas`)).toEqual([]));
});

describe("an approximate time", () => {
  test.each([
    "around",
    "about",
    "approximately",
    "approx.",
    "roughly",
    "shortly after",
    "shortly before",
    "alrededor de",
    "alrededor de las",
    "aproximadamente",
    "aproximadamente a la",
    "cerca de las",
    "poco después de las",
  ])("follows “%s”", (words) => {
    const all = shownTimes(`${words.replace(" a la", "")} 6:30 p.m.`);
    expect(all).toEqual(["about 18:30"]);
  });

  test("begins with those words", () =>
    expect(timesIn("it closes about 6 p.m. cst today")).toMatchObject([{ index: 10, end: 26 }]));
});
