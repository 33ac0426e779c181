import fc from "fast-check";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import { openingHours } from "../../../src/feeds/cbp-wait-times/opening-hours.ts";
import { isMexicanBorder, readDelay, readLanesOpen, readStatus } from "../../../src/feeds/cbp-wait-times/vocabulary.ts";

describe("a status word", () => {
  test.each([
    ["no delay", "number"],
    ["delay", "number"],
    ["Lanes Closed", "closed"],
    ["Update Pending", "pending"],
    ["N/A", "none"],
    ["Sin demora", "number"],
    ["Demora", "number"],
    ["Carriles cerrados", "closed"],
    ["Actualización pendiente", "pending"],
    ["  LANES \r\n closed ", "closed"],
    ["ACTUALIZACION  PENDIENTE", "pending"],
    ["Actualizacio\u0301n pendiente", "pending"],
  ])("%j means %s", (word, says) => expect(readStatus(word)).toBe(says));

  test.each(["", " ", "Temporarily Suspended", "Open", "Abierto", "delayed", "0", "constructor"])(
    "%j is unknown",
    (word) => expect(readStatus(word)).toBe("unknown"),
  );
});

describe("minutes", () => {
  test.each([
    ["0", 0],
    ["8", 8],
    ["240", 240],
    ["1440", 1440],
    ["25 min", 25],
    ["1 hr", 60],
    ["2 hrs", 120],
    ["1 hrs 10 min", 70],
    ["1 Hrs  30 Min", 90],
  ])("%j are %d", (text, minutes) => expect(readDelay(text)).toBe(minutes));

  test.each(["", " ", "1441", "25 hrs", "-5", "1.5", "1e2", "0x10", "NaN", "ten", "10 20", "5 sec", "99999"])(
    "%j are invalid",
    (text) => expect(readDelay(text)).toBeNull(),
  );
});

test("the number of open lanes is a whole number below 100", () => {
  expect(["0", "22", "", "N/A", "-1", "100", "2.5"].map(readLanesOpen)).toEqual([0, 22, null, null, null, null, null]);
});

test("the border is recognised in two languages", () => {
  const names = ["Mexican Border", "frontera  Mexicana", "Canadian Border", "Frontera canadiense", ""];
  expect(names.map(isMexicanBorder)).toEqual([true, true, false, false, false]);
});

describe("hours", () => {
  test.each([
    ["24 hrs/day", "24/7"],
    ["24 Hrs/Día", "24/7"],
    ["6 am-8 pm", "06:00-20:00"],
    ["10 am-6 pm", "10:00-18:00"],
    ["6 am-Midnight", "06:00-24:00"],
    ["6 am-Medianoche", "06:00-24:00"],
    ["Noon-12 am", "12:00-24:00"],
    ["8 am - Mediodía", "08:00-12:00"],
    ["12 am-3 am", "00:00-03:00"],
    ["6:30 am-10 pm", "06:30-22:00"],
    ["6am-10pm", "06:00-22:00"],
    ["6 am–10 pm", "06:00-22:00"],
    ["6:00AM to Midnight", "06:00-24:00"],
    ["6 a. m. a 10 p. m.", "06:00-22:00"],
    ["6 AM - 12 midnight", "06:00-24:00"],
    ["06:00-22:00", "06:00-22:00"],
    ["10 pm-6 am", "22:00-06:00"],
    ["24 Hours", "24/7"],
    ["24 hrs", "24/7"],
    ["24 horas al día", "24/7"],
    ["24 hours/7 days", "24/7"],
    ["Midnight-Midnight", "24/7"],
    ["6 am-10 pm daily", "06:00-22:00"],
    ["Mon-Fri 6 am-10 pm", "Mo-Fr 06:00-22:00"],
    ["6 am-10 pm (Mon-Fri)", "Mo-Fr 06:00-22:00"],
    ["Lun-Vie 6 am-Mediodía", "Mo-Fr 06:00-12:00"],
    ["Lunes a viernes de 6 a.m. a 10 p.m.", "Mo-Fr 06:00-22:00"],
    ["Mon-Fri 6 am-10 pm, Sat/Sun 8 am-4 pm", "Mo-Fr 06:00-22:00; Sa,Su 08:00-16:00"],
    ["Mon-Sat 6 am-10 pm; Sun closed", "Mo-Sa 06:00-22:00; Su off"],
    ["6 am-Noon; 1 pm-6 pm", "06:00-12:00,13:00-18:00"],
  ])("%j are %s", (text, hours) => expect(openingHours(text)).toBe(hours));

  test.each([
    "",
    "closed",
    "Daily closed",
    "13 am-2 pm",
    "0 am-2 pm",
    "6 am",
    "24",
    "6 am-6 am",
    "6-10 pm",
    "6 am-10 pm 11 pm",
    "6 am-10 pm, 7 am-8 pm",
    "6 am-10 pm except Sundays",
  ])("%j cannot be parsed", (text) => expect(openingHours(text)).toBeNull());

  test("converted from any text are valid opening hours", () => {
    const part = fc.constantFrom(
      ...["6", "12", "24", ":30", ":00", " am", "pm", "a.m.", "-", "–", " to ", " a ", ", ", "; ", "/", " and "],
      ...[
        "Noon",
        "Midnight",
        "medianoche",
        "Mon",
        "Fri",
        "lun",
        "Sun",
        " closed",
        "24 hrs",
        "24/7",
        "hrs/day",
        "daily",
        " ",
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
        const hours = openingHours(parts.join(""));
        if (hours !== null) expect(() => parseHours(hours)).not.toThrow();
      }),
      { numRuns: 3000 },
    );
  });
});
