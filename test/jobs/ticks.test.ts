import { expect, test } from "@jest/globals";
import { Temporal } from "temporal-polyfill";
import { lastTick, nextTick } from "../../src/jobs/ticks.ts";

const instant = (text: string) => Temporal.Instant.from(text);

test.each([
  ["*/10 * * * *", "2026-11-01T06:00:00Z", "2026-11-01T06:10:00Z", "2026-11-01T06:00:00Z"],
  ["*/10 * * * *", "2026-11-01T05:59:59.999Z", "2026-11-01T06:00:00Z", "2026-11-01T05:50:00Z"],
  ["41 9 * * *", "2026-03-08T09:41:00.001Z", "2026-03-09T09:41:00Z", "2026-03-08T09:41:00Z"],
  ["0 0 * * 1", "2026-11-03T12:00:00Z", "2026-11-09T00:00:00Z", "2026-11-02T00:00:00Z"],
  ["*/20 * * * * *", "2026-11-03T12:00:21Z", "2026-11-03T12:00:40Z", "2026-11-03T12:00:20Z"],
])("%s around %s", (schedule, at, next, last) => {
  expect(String(nextTick(schedule, instant(at)))).toBe(next);
  expect(String(lastTick(schedule, instant(at)))).toBe(last);
});

test("a schedule that comes round in a year has no tick near", () => {
  expect(nextTick("0 0 1 1 *", instant("2026-06-01T00:00:00Z"))).toBeNull();
  expect(lastTick("0 0 1 1 *", instant("2026-06-01T00:00:00Z"))).toBeNull();
});
