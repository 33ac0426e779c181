import { expect, test } from "@jest/globals";
import { retryAfterSeconds } from "../../../src/feeds/fetch/retry-after.ts";

const asked = (retryAfter: string, date?: string) =>
  retryAfterSeconds(new Headers({ "retry-after": retryAfter, ...(date === undefined ? {} : { date }) }));
const DATE = "Sat, 28 Nov 2026 09:00:00 GMT";

test("seconds are taken as they are", () => {
  expect(asked("120")).toBe(120);
});

test.each(["Sat, 28 Nov 2026 09:30:00 GMT", "Saturday, 28-Nov-26 09:30:00 GMT", "Sat Nov 28 09:30:00 2026"])(
  "a date in each of the forms of HTTP counts from the answer's own date: %s",
  (date) => {
    expect(asked(date, DATE)).toBe(1800);
  },
);

test("a date with one digit for its day, as asctime writes it, is read", () => {
  expect(asked("Tue Dec  1 09:00:00 2026", DATE)).toBe(3 * 86_400);
});

test("a date that is past asks for nothing", () => {
  expect(asked("Fri, 27 Nov 2026 09:00:00 GMT", DATE)).toBe(0);
});

test.each([
  ["nothing", "", DATE],
  ["a word", "soon", DATE],
  ["a fraction", "1.5", DATE],
  ["a date where the answer has none", DATE, undefined],
])("%s is null", (_, value, date) => {
  expect(asked(value, date)).toBeNull();
});
