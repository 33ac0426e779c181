import { Temporal } from "temporal-polyfill";
import { calendarOf } from "../../../src/domain/calendar/events.ts";
import { parseException } from "../../../src/domain/hours/exceptions.ts";
import type { HoursException, Report } from "../../../src/domain/record/report.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { report, SERVICE, timeline } from "../telling.ts";

const ZONE = "America/Denver";
const special = (seq: number, text: string | null, effectiveAt: string, until?: string): Report => {
  const line: HoursException = {
    service: SERVICE,
    exception: text === null ? null : parseException(text),
    effectiveAt: parseMoment(effectiveAt),
    until: until === undefined ? null : parseMoment(until),
  };
  return report(seq, "CBP", { hoursExceptions: [line] });
};

const eventsAt = (reports: readonly Report[], day: string) => {
  const at = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: ZONE, plainTime: "12:00" }).toInstant();
  const touchedAt = Temporal.Instant.from("2020-01-01T00:00:00Z");
  return calendarOf([timeline(ZONE, reports)], touchedAt, at).events;
};
/**
 * Returns each event as text: the id of its report, and its time. If the time is in whole days, its end is exclusive.
 */
const shown = (reports: readonly Report[], day = "2026-12-01"): string[] =>
  eventsAt(reports, day).map((event) => `${event.reports[0]?.id} ${event.slot.from}/${event.slot.to}`);

test("an exception with a last day has one event for each unbroken run of its days", () => {
  expect(shown([special(1, "2026 Dec 20-2026 Dec 31 off", "2026-12-20")])).toEqual(["r1 2026-12-20/2027-01-01"]);
  expect(shown([special(1, "2026 Dec 24,2026 Dec 25,2026 Dec 31 off", "2026-12-01")])).toEqual([
    "r1 2026-12-24/2026-12-26",
    "r1 2026-12-31/2027-01-01",
  ]);
  expect(shown([special(1, "2026 Dec Sa-Su off", "2026-12-10")])).toEqual([
    "r1 2026-12-12/2026-12-14",
    "r1 2026-12-19/2026-12-21",
    "r1 2026-12-26/2026-12-28",
  ]);
});

test("an exception has no event after the end that its report states", () => {
  const whole = "2026 Dec 01-2026 Dec 31 off";
  expect(shown([special(1, whole, "2026-12-01", "2026-12-10")])).toEqual(["r1 2026-12-01/2026-12-11"]);
  // The exception still applies on the morning of the day on which it ends.
  expect(shown([special(1, whole, "2026-12-01", "2026-12-10T19:00:00Z")])).toEqual(["r1 2026-12-01/2026-12-11"]);
  expect(shown([special(1, whole, "2026-12-10")])).toEqual(["r1 2026-12-10/2027-01-01"]);
});

test("an exception has no event after a report that ends all exceptions", () => {
  const holidays = special(1, "2026 Dec 20-2026 Dec 31 off", "2026-12-01");
  expect(shown([holidays, special(2, null, "2026-12-05")])).toEqual(["r2 2026-12-05/2026-12-06"]);
  expect(shown([holidays, special(2, null, "2026-12-25")])).toEqual([
    "r1 2026-12-20/2026-12-25",
    "r2 2026-12-25/2026-12-26",
  ]);
  const announced = special(1, "Sa off", "2026-12-20");
  expect(shown([announced])).toEqual(["r1 2026-12-20/2026-12-21"]);
  expect(shown([announced, special(2, null, "2026-12-05")])).toEqual(["r2 2026-12-05/2026-12-06"]);
});

test("an exception has no event on days on which another exception takes precedence", () => {
  const works = special(1, "2026 Dec 20-2026 Dec 31 off", "2026-12-01");
  expect(shown([works, special(2, "2026 Dec 25 08:00-12:00", "2026-12-01")])).toEqual([
    "r1 2026-12-20/2026-12-25",
    "r1 2026-12-26/2027-01-01",
    "r2 2026-12-25/2026-12-26",
  ]);
  expect(shown([works, special(2, "PH:US 08:00-12:00", "2026-12-01")])).toEqual([
    "r1 2026-12-20/2027-01-01",
    "r2 2026-12-01/2026-12-02",
  ]);
  expect(shown([works, special(2, "2026 Dec 06:00-14:00", "2026-12-01")])).toEqual(["r2 2026-12-01/2027-01-01"]);
});

describe("An exception of many years", () => {
  const saturdays = special(1, "2024 Jan 01-2199 Dec 31 Sa off", "2024-01-01");
  const whole = special(1, "2024 Jan 01-2199 Dec 31 off", "2024-01-01");

  test("has events until the end of the next year only", () => {
    const events = shown([saturdays], "2026-12-01");
    // The calendar keeps 90 days of the past.
    expect([events[0], events.at(-1), events.length]).toEqual([
      "r1 2026-09-05/2026-09-06",
      "r1 2027-12-25/2027-12-26",
      69,
    ]);
    expect(shown([whole], "2026-12-01")).toEqual(["r1 2025-01-01/2028-01-01"]);
  });

  test("keeps the keys of its events, and revises an event whose days change with the new year", () => {
    const [before, after] = ["2026-12-31", "2027-01-01"].map((day) => eventsAt([whole], day)[0]);
    expect(after?.key).toBe(before?.key);
    expect([String(before?.revisedAt), String(after?.revisedAt)]).toEqual([
      "2026-01-01T07:00:00Z",
      "2027-01-01T07:00:00Z",
    ]);
    const keys = (day: string) =>
      new Map(eventsAt([saturdays], day).map(({ key, slot }) => [String(slot.from), key] as const));
    const later = keys("2027-01-01");
    for (const [from, key] of keys("2026-12-31")) if (from >= "2026-10-10") expect(later.get(from)).toBe(key);
  });
});
