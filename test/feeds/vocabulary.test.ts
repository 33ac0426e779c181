import { describe, expect, test } from "@jest/globals";
import { openingHours } from "../../src/feeds/opening-hours.ts";
import { isMexicanBorder, readDelay, readLanesOpen, readStatus } from "../../src/feeds/vocabulary.ts";

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
  ])("%j says %s", (word, says) => expect(readStatus(word)).toBe(says));

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
    "%j are none",
    (text) => expect(readDelay(text)).toBeNull(),
  );
});

test("lanes open are a whole number below 100", () => {
  expect(["0", "22", "", "N/A", "-1", "100", "2.5"].map(readLanesOpen)).toEqual([0, 22, null, null, null, null, null]);
});

test("the border is named in two languages", () => {
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
  ])("%j are %s", (text, hours) => expect(openingHours(text)).toBe(hours));

  test.each(["", "closed", "6:30 am-8 pm", "13 am-2 pm", "0 am-2 pm", "6 am", "24 hrs"])(
    "%j are not understood",
    (text) => expect(openingHours(text)).toBeNull(),
  );
});
