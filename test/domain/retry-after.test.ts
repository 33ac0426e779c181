import { retryAfterSeconds } from "../../src/domain/retry-after.ts";

const DATE = "Sat, 28 Nov 2026 09:00:00 GMT";

test("a number of seconds is used unchanged", () => {
  expect(retryAfterSeconds("120", null)).toBe(120);
});

test.each(["Sat, 28 Nov 2026 09:30:00 GMT", "Saturday, 28-Nov-26 09:30:00 GMT", "Sat Nov 28 09:30:00 2026"])(
  "a date in each HTTP format is relative to the date of the answer: %s",
  (date) => {
    expect(retryAfterSeconds(date, DATE)).toBe(1800);
  },
);

test("a date with a one-digit day, as asctime writes it, is parsed", () => {
  expect(retryAfterSeconds("Tue Dec  1 09:00:00 2026", DATE)).toBe(3 * 86_400);
});

test("a date in the past means no wait", () => {
  expect(retryAfterSeconds("Fri, 27 Nov 2026 09:00:00 GMT", DATE)).toBe(0);
});

test.each([
  ["nothing", "", DATE],
  ["no header", null, DATE],
  ["a number below zero", "-1", DATE],
  ["a word", "soon", DATE],
  ["a fraction", "1.5", DATE],
  ["a date if the answer has no date", DATE, undefined],
])("%s gives null", (_, value, date) => {
  expect(retryAfterSeconds(value, date)).toBeNull();
});
