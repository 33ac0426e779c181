import { readDateTime } from "../../../src/domain/time/printed-date.ts";

describe("a printed date and time", () => {
  test.each([
    ["8/30/2026", "20:41:05", "2026-08-30T20:41:05"],
    ["2023-11-10", "1:55:5", "2023-11-10T01:55:05"],
    ["2014-3-15", "15:25:59", "2014-03-15T15:25:59"],
  ])("is parsed: %s %s", (date, time, local) => expect(readDateTime(date, time)?.toString()).toBe(local));

  test.each([
    ["", ""],
    ["8/30/2026", ""],
    ["30/8/2026", "20:41:05"],
    ["2/30/2026", "20:41:05"],
    ["8/30/2026", "24:00:00"],
    ["8/30/26", "20:41:05"],
  ])("is invalid: %j %j", (date, time) => expect(readDateTime(date, time)).toBeNull());
});
