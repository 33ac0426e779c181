import { plainLetters } from "../../../../src/domain/announcements/sentences.ts";
import { timeDoubts } from "../../../../src/domain/announcements/time/doubts.ts";

/** Returns the parts of a sentence that look like times but were not read. */
const parts = (text: string) =>
  timeDoubts(plainLetters(text)).map((doubt) => {
    const [, part] =
      /^"(.+)" looks like a time of day but was not understood; check it in the text\.$/.exec(doubt) ?? [];
    return part;
  });

describe("a time of day that was not read", () => {
  test.each([
    ["at 6 o'clock they", "6 o'clock"],
    ["at 25:30 o'clock they", "25:30 o'clock"],
    ["at 6h30", "6h30"],
    ["at 25:00", "25:00"],
    ["13 p.m. they", "13 p.m"],
    ["at 13pm", "13pm"],
    ["1330 a. m.", "1330 a. m"],
    ["about 1860 hours", "1860 hours"],
    ["1860 hrs", "1860 hrs"],
    ["1860 horas", "1860 horas"],
    ["930 local", "930 local"],
    ["1800 zulu", "1800 zulu"],
    ["1800Z", "1800z"],
    ["1800L", "1800l"],
    ["at 1300 in the", "at 1300"],
    ["at 6 on Monday", "at 6"],
    ["by 12 sharp", "by 12"],
    ["until 6 daily", "until 6"],
    ["from 6 today", "from 6"],
    ["at 6 tomorrow", "at 6"],
    ["at 6 local", "at 6"],
    ["at 6 wednesday", "at 6"],
    ["from 6 until they", "from 6"],
    ["they close at 6.", "at 6"],
    ["a las 6", "a las 6"],
    ["desde la 1", "desde la 1"],
    ["hasta las 6", "hasta las 6"],
    ...[
      "sunrise",
      "sunset",
      "dawn",
      "dusk",
      "daybreak",
      "nightfall",
      "close of business",
      "amanecer",
      "atardecer",
      "anochecer",
    ].map((word) => [`until ${word} they`, word]),
    ["half past six", "half past six"],
    ["quarter to six", "quarter to six"],
    ["quarter after 6", "quarter after 6"],
    ["a las seis y media", "y media"],
    ["a las seis y cuarto", "y cuarto"],
  ])("is doubted in “%s”", (text, part) => expect(parts(text)).toContain(part));

  test.each([
    "at 6 a.m. and 18:00 and 1800 hours",
    "a 3:15 ratio",
    "at odds of 3:15 odds",
    "in 2024, 500 local workers",
    "at 2024 today",
    "at 12 locations",
    "about 500 people",
    "a las 18 horas",
    "desde el lunes",
  ])("is not doubted in “%s”", (text) => expect(parts(text)).toEqual([]));

  test("is doubted even beside a time that was read", () => {
    expect(parts("from 6 a.m. until sunset")).toEqual(["sunset"]);
    expect(parts("at 6 o'clock or 7 o'clock")).toEqual(["6 o'clock", "7 o'clock"]);
  });
});
