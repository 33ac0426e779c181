import fc from "fast-check";
import { validate } from "node-cron";
import { Temporal } from "temporal-polyfill";
import { lastTick, nextTick } from "../../src/jobs/ticks.ts";
import { walkToTick } from "./naive-ticks.ts";

const instant = (text: string) => Temporal.Instant.from(text);

test.each([
  ["*/10 * * * *", "2026-11-01T06:00:00Z", "2026-11-01T06:10:00Z", "2026-11-01T06:00:00Z"],
  ["*/10 * * * *", "2026-11-01T05:59:59.999Z", "2026-11-01T06:00:00Z", "2026-11-01T05:50:00Z"],
  ["41 9 * * *", "2026-03-08T09:41:00.001Z", "2026-03-09T09:41:00Z", "2026-03-08T09:41:00Z"],
  ["50 13 10-24/2 * *", "2026-11-25T12:00:00Z", "2026-12-10T13:50:00Z", "2026-11-24T13:50:00Z"],
  ["50 13 10-24/2 * *", "2026-12-10T13:49:59Z", "2026-12-10T13:50:00Z", "2026-11-24T13:50:00Z"],
  ["30 6 31 * *", "2027-01-31T06:30:00Z", "2027-03-31T06:30:00Z", "2027-01-31T06:30:00Z"],
  ["0 0 * * 1", "2026-11-03T12:00:00Z", "2026-11-09T00:00:00Z", "2026-11-02T00:00:00Z"],
  ["*/20 * * * * *", "2026-11-03T12:00:21Z", "2026-11-03T12:00:40Z", "2026-11-03T12:00:20Z"],
])("the schedule %s, at %s, has its next tick at %s and its last tick at %s", (schedule, at, next, last) => {
  expect(String(nextTick(schedule, instant(at)))).toBe(next);
  expect(String(lastTick(schedule, instant(at)))).toBe(last);
});

test("a schedule that fires once a year has no tick nearby", () => {
  expect(nextTick("0 0 1 1 *", instant("2026-06-01T00:00:00Z"))).toBeNull();
  expect(lastTick("0 0 1 1 *", instant("2026-06-01T00:00:00Z"))).toBeNull();
});

const number = (min: number, max: number) => fc.integer({ min, max });
const field = (min: number, max: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant("*"),
    number(min, max).map(String),
    number(2, 9).map((step) => `*/${step}`),
    fc.tuple(number(min, max), number(min, max)).map((ends) => ends.join("-")),
    fc.uniqueArray(number(min, max), { minLength: 2, maxLength: 4 }).map((list) => list.join(",")),
  );
const fullMinutes = fc.tuple(
  field(0, 59),
  field(0, 23),
  fc.oneof({ weight: 3, arbitrary: fc.constant("*") }, field(1, 31), fc.constantFrom("L", "LW", "L-3", "15W")),
  fc.oneof({ weight: 3, arbitrary: fc.constant("*") }, field(1, 12)),
  fc.oneof({ weight: 3, arbitrary: fc.constant("*") }, field(0, 7), fc.constantFrom("sat-mon", "5#2", "5L")),
);
// With seconds, the model checks every second. These schedules fire in every hour, so the model finds a tick soon.
const seconds = fc.tuple(field(0, 59), field(0, 59)).map((fields) => [...fields, "*", "*", "*", "*"]);
const expressions = fc
  .oneof({ weight: 3, arbitrary: fullMinutes }, seconds)
  .map((fields) => fields.join(" "))
  .filter((expression) => validate(expression));
const milliseconds = fc.oneof(
  number(Date.UTC(2026, 0, 1), Date.UTC(2029, 0, 1)),
  number(Date.UTC(2026, 0, 1) / 60_000, Date.UTC(2029, 0, 1) / 60_000).map((minutes) => minutes * 60_000),
);
const { GARITA_SEED, GARITA_RUNS } = process.env;

test("a tick is the first match that node-cron finds in single steps", () => {
  fc.assert(
    fc.property(expressions, milliseconds, fc.constantFrom(0, 1), (schedule, epochMilliseconds, nanoseconds) => {
      const at = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).add({ nanoseconds });
      expect([schedule, nextTick(schedule, at)]).toEqual([schedule, walkToTick(schedule, at, 1)]);
      expect([schedule, lastTick(schedule, at)]).toEqual([schedule, walkToTick(schedule, at, -1)]);
    }),
    {
      numRuns: 40 * Number(GARITA_RUNS ?? 1),
      ...(GARITA_SEED === undefined ? {} : { seed: Number(GARITA_SEED) }),
    },
  );
});
