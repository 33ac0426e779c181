import { Temporal } from "temporal-polyfill";
import { type DayKind, dayStatusesOf } from "../../../src/domain/availability/day-status.ts";
import type { Timeline } from "../../../src/domain/record/timeline.ts";
import { midnight } from "../naive-clock.ts";
import { change, hoursChange, LIMITS, report, timeline } from "../telling.ts";

const HOUR = 3_600_000;

/** Returns the kinds of the local days from `first` to `last`, both included. */
function kindsOf(line: Timeline, first: string, last: string): [string, DayKind][] {
  const start = (day: Temporal.PlainDate) =>
    Temporal.Instant.fromEpochMilliseconds(midnight(line.zone, day.year, day.month, day.day));
  const [from, to] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last).add({ days: 1 })];
  const days = dayStatusesOf(line, { from: start(from), to: start(to) }, LIMITS);
  return days.map(({ day, kind }) => [String(day), kind]);
}

/** Returns a service of Lukeville's zone that is open with these hours from 1 November 2023, with further changes. */
const opened = (hours: string | null, ...more: ReturnType<typeof change>[]) =>
  timeline("America/Phoenix", [
    report(1, "CBP", {
      statusChanges: [change("open", "2023-11-01T07:00:00Z")],
      ...(hours === null ? {} : { hoursChanges: [hoursChange(hours, "2023-11-01")] }),
    }),
    ...more.map((each, i) => report(i + 2, "CBP", { statusChanges: [each] })),
  ]);

describe("a day", () => {
  test("is suspended if it was suspended all day, and mixed if it was suspended for a part of its hours", () => {
    const line = opened(
      "06:00-20:00",
      change("suspended", "2023-12-04T18:00:00Z"),
      change("open", "2023-12-07T18:00:00Z"),
    );
    expect(kindsOf(line, "2023-12-03", "2023-12-08")).toEqual([
      ["2023-12-03", "open"],
      ["2023-12-04", "mixed"],
      ["2023-12-05", "suspended"],
      ["2023-12-06", "suspended"],
      ["2023-12-07", "mixed"],
      ["2023-12-08", "open"],
    ]);
  });

  test("is open if it was suspended only outside its hours", () => {
    const line = opened(
      "06:00-20:00",
      change("suspended", "2023-12-05T03:00:00Z"),
      change("open", "2023-12-06T13:00:00Z"),
    );
    // The suspension began on 4 December at 20:00 and ended on 6 December at 06:00.
    expect(kindsOf(line, "2023-12-04", "2023-12-06").map(([, kind]) => kind)).toEqual(["open", "suspended", "open"]);
  });

  test("is never open if the hours keep the service shut all day", () => {
    const kinds = kindsOf(opened("Mo-Fr 08:00-16:00"), "2023-12-01", "2023-12-04").map(([, kind]) => kind);
    expect(kinds).toEqual(["open", "off", "off", "open"]);
  });

  test("is not known if the hours of that day are not known, or before the first report", () => {
    expect(
      kindsOf(opened("Mo-Fr 08:00-16:00; Sa-Su unknown"), "2023-12-01", "2023-12-02").map(([, kind]) => kind),
    ).toEqual(["open", "unknown"]);
    expect(kindsOf(opened(null), "2023-10-31", "2023-11-01").map(([, kind]) => kind)).toEqual(["unknown", "open"]);
  });

  test("is limited if it was limited for a part of it, closed if it was closed, and mixed between the two", () => {
    const line = opened(
      null,
      change("open", "2023-11-27T18:00:00Z", { limited: true }),
      change("closed", "2023-11-29T18:00:00Z"),
    );
    expect(kindsOf(line, "2023-11-26", "2023-11-30").map(([, kind]) => kind)).toEqual([
      ...["open", "limited", "limited", "mixed", "closed"],
    ]);
  });

  test("is unconfirmed as soon as its evidence is too old, even if only for a part of it", () => {
    const kinds = kindsOf(opened("24/7"), "2024-01-29", "2024-01-31").map(([, kind]) => kind);
    // 90 days after 1 November 00:00 is 30 January 00:00.
    expect(kinds).toEqual(["open", "unconfirmed", "unconfirmed"]);
  });

  test("has the length of its zone: 23, 24 or 25 hours", () => {
    const line = timeline("America/Denver", [
      report(1, "CBP", { statusChanges: [change("open", "2024-03-01T07:00:00Z")] }),
    ]);
    const from = Temporal.Instant.fromEpochMilliseconds(midnight("America/Denver", 2024, 3, 9));
    const days = dayStatusesOf(line, { from, to: from.add({ milliseconds: (24 + 23 + 1) * HOUR }) }, LIMITS);
    expect(days.map(({ day }) => String(day))).toEqual(["2024-03-09", "2024-03-10", "2024-03-11"]);
  });
});
