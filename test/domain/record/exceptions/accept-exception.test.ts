import { parseException } from "../../../../src/domain/hours/exceptions.ts";
import { acceptException } from "../../../../src/domain/record/exceptions/accept-exception.ts";
import type { HoursException } from "../../../../src/domain/record/report.ts";
import { parseMoment } from "../../../../src/domain/time/moment.ts";
import { place, SERVICE } from "../../telling.ts";

/** Returns the issues found in an exception, or the number of accepted lines if there are none. */
function accept(text: string, effectiveAt: string, until?: string): unknown {
  const issues: Parameters<typeof acceptException>[5] = [];
  const lines = { hoursExceptions: [] as HoursException[] };
  const draft = {
    exception: parseException(text),
    effectiveAt: parseMoment(effectiveAt),
    until: until === undefined ? null : parseMoment(until),
  };
  acceptException(draft as never, "changes.0", [SERVICE], place([SERVICE]), lines, issues);
  return issues.length > 0 ? issues : lines.hoursExceptions.length;
}

const NEVER = (from: string, to: string, value: string) => [
  { path: "changes.0.exception", rule: ["exceptionNever", from, to], value },
];

test.each([
  // 25 December 2026 is a Friday.
  ["2026 Dec 25 Sa off", "2026-12-01", undefined, NEVER("2026-12-01", "2026-12-25", "2026 Dec 25 Sa off")],
  ["2026 Dec 25 Fr off", "2026-12-01", undefined, 1],
  ["2026 Dec 24-26 off", "2026-12-01", "2026-12-20", NEVER("2026-12-01", "2026-12-20", "2026 Dec 24-26 off")],
  ["2026 Dec 24-26 off", "2026-12-01", "2026-12-24", 1],
  // An exception that ends at midnight does not apply on the day that begins then.
  ["2026 Dec 24 off", "2026-12-01", "2026-12-24T07:00:00Z", NEVER("2026-12-01", "2026-12-23", "2026 Dec 24 off")],
  ["2026 Dec 24 off", "2026-12-01", "2026-12-24T07:00:00.001Z", 1],
  ["Sa off", "2026-12-21", "2026-12-25", NEVER("2026-12-21", "2026-12-25", "Sa off")],
  ["PH off", "2026-12-21", "2026-12-25", 1],
  ["2024 Jan 01-2199 Dec 31 Sa off", "2026-12-01", undefined, 1],
])("%s from %s until %s is accepted if it applies on any day", (text, effectiveAt, until, expected) => {
  expect(accept(text, effectiveAt, until)).toEqual(expected);
});
