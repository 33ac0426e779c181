import { Temporal } from "temporal-polyfill";
import type { Report, ReportLines } from "../../../src/domain/record/report.ts";
import { isChangedByClock } from "../../../src/domain/status/changed-by-clock.ts";
import { change, claim, hoursChange, LIMITS, report, timeline } from "../telling.ts";

/** Returns whether the standing changed by itself between two times. Reports are recorded on 1 December 2024, at 0:01Z. */
const changed = (lines: Partial<ReportLines>, since: string, until: string, more: Report[] = []): boolean =>
  isChangedByClock(
    timeline("America/Denver", [report(1, "CBP", lines), ...more]),
    Temporal.Instant.from(since),
    Temporal.Instant.from(until),
    LIMITS,
  );

const always = { statusChanges: [change("open", "2024-11-01")] };
const daily = { ...always, hoursChanges: [hoursChange("06:00-22:00", "2024-11-01")] };
const closing = { statusChanges: [...always.statusChanges, change("closed", "2024-12-05")] };

test.each<[string, Partial<ReportLines>, string, string, boolean]>([
  ["at an opening hour", daily, "2024-12-10T12:59:59Z", "2024-12-10T13:00:00Z", true],
  ["not before it", daily, "2024-12-10T12:00:00Z", "2024-12-10T12:59:59Z", false],
  ["not if it closed and opened again in between", daily, "2024-12-10T14:00:00Z", "2024-12-11T14:00:00Z", false],
  ["not if it is always open", always, "2024-12-10T12:00:00Z", "2024-12-11T12:00:00Z", false],
  ["when an announced closure begins", closing, "2024-12-05T06:59:59Z", "2024-12-05T07:00:00Z", true],
  [
    "when a closure is overdue",
    { statusChanges: [change("suspended", "2024-12-05", { expectedUntil: "2024-12-08T12:00:00Z" })] },
    "2024-12-08T11:00:00Z",
    "2024-12-08T13:00:00Z",
    true,
  ],
  [
    "when open becomes limited",
    {
      statusChanges: [...always.statusChanges, change("open", "2024-12-05", { limited: true, programmes: ["sentri"] })],
    },
    "2024-12-05T06:00:00Z",
    "2024-12-05T08:00:00Z",
    true,
  ],
])("the clock changes a standing %s", (_, lines, since, until, is) => expect(changed(lines, since, until)).toBe(is));

test("the clock changes a standing when another publisher's restriction begins, although the status stays the same", () => {
  const first = { statusChanges: [change("suspended", "2024-11-01")] };
  const second = report(2, "Sonora", { statusChanges: [change("suspended", "2024-12-05")] });
  expect(changed(first, "2024-12-05T06:00:00Z", "2024-12-05T08:00:00Z", [second])).toBe(true);
});

describe("a line recorded after it took effect is no change by the clock", () => {
  const late = "2024-11-30T23:00:00Z";
  const lines: [string, Partial<ReportLines>][] = [
    ["a change of status", { statusChanges: [change("closed", late)] }],
    ["a change of hours", { hoursChanges: [hoursChange("Mo off; Tu-Su 00:00-24:00", late)] }],
    ["a claim", { claims: [claim("closed", late)] }],
  ];
  const before = report(0, "CBP", { statusChanges: [change("open", "2024-11-01")] });

  test.each(lines)("%s", (_, given) => {
    expect(changed(given, "2024-11-30T22:00:00Z", "2024-11-30T23:30:00Z", [before])).toBe(false);
  });

  test("but it counts once it is in effect: the next opening hour is a change", () => {
    const given = { hoursChanges: [hoursChange("06:00-22:00", late)] };
    expect(changed(given, "2024-12-10T12:00:00Z", "2024-12-10T13:00:00Z", [before])).toBe(true);
  });

  test("one recorded at the very moment is in time", () => {
    const given = { statusChanges: [change("closed", "2024-12-01T00:01:00Z")] };
    expect(changed(given, "2024-12-01T00:00:00Z", "2024-12-01T00:01:00Z", [before])).toBe(true);
  });
});
