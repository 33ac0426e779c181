import { expect, test } from "@jest/globals";
import { Temporal } from "temporal-polyfill";
import { BadSetting, readConfig } from "../../src/config.ts";
import { listJobs } from "../../src/jobs/schedule.ts";
import { lastTick, nextTick, refuseSchedule } from "../../src/jobs/ticks.ts";
import { jobSettings } from "../../src/service.ts";

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

test.each(["*/5 * * * *", "0,57 3 * * *", "2-59/5 * * * *", "@hourly", "7 * * * *"])(
  "%s is a schedule for a poll",
  (schedule) => {
    expect(() => refuseSchedule("BWT_CRON", schedule, 5)).not.toThrow();
  },
);

test.each([
  ["* * * * *", /BWT_CRON is '\* \* \* \* \*': fires more often than every 5 minutes/],
  ["*/4 * * * *", /more often/],
  ["0,57 * * * *", /more often/],
  ["0,30 */5 * * * *", /more often/],
  ["61 * * * *", /is no cron expression \(61 is a invalid expression for minute\)/],
  ["now and then", /is no cron expression/],
])("%s is refused at the start, with a sentence", (schedule, sentence) => {
  const start = () => listJobs(jobSettings(readConfig({ BWT_CRON: schedule }), "0.0.0"));
  expect(start).toThrow(BadSetting);
  expect(start).toThrow(sentence);
});
