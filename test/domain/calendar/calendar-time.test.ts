import { Temporal } from "temporal-polyfill";
import {
  boundsOf,
  type CalendarTime,
  calendarTimeAt,
  calendarTimeFrom,
  daysBetween,
  isInstantInterval,
} from "../../../src/domain/calendar/calendar-time.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";

const ZONE = "America/Denver";
const at = (text: string) => Temporal.Instant.from(text);
const shown = ({ from, to }: CalendarTime) => `${from} to ${to}`;

describe("the calendar time of a moment", () => {
  test("is an event without duration, a day, or all days of a month", () => {
    const instant = calendarTimeAt(parseMoment("2024-01-04T13:00:00Z"), ZONE);
    expect([shown(instant), isInstantInterval(instant)]).toEqual(["2024-01-04T13:00:00Z to null", true]);
    const day = calendarTimeAt(parseMoment("2024-03-10"), ZONE);
    expect([shown(day), isInstantInterval(day)]).toEqual(["2024-03-10 to 2024-03-11", false]);
    expect(shown(calendarTimeAt(parseMoment("2024-02"), ZONE))).toBe("2024-02-01 to 2024-03-01");
  });

  test("to an end is exact only if both are known to the instant", () => {
    const end = at("2024-01-05T13:00:00Z");
    const from = parseMoment("2024-01-04T13:00:00Z");
    expect(shown(calendarTimeFrom(from, end, true, ZONE))).toBe("2024-01-04T13:00:00Z to 2024-01-05T13:00:00Z");
    expect(shown(calendarTimeFrom(from, end, false, ZONE))).toBe("2024-01-04 to 2024-01-06");
    expect(shown(calendarTimeFrom(parseMoment("2024-01-04"), end, true, ZONE))).toBe("2024-01-04 to 2024-01-06");
  });
});

describe("the days of an interval", () => {
  test.each([
    ["2024-01-04T07:00:00Z", "2024-01-05T07:00:00Z", "2024-01-04 to 2024-01-05"],
    ["2024-01-04T07:00:00Z", "2024-01-05T07:00:01Z", "2024-01-04 to 2024-01-06"],
    ["2024-01-04T06:59:59Z", "2024-01-04T07:00:00Z", "2024-01-03 to 2024-01-04"],
    ["2024-01-04T13:00:00Z", "2024-01-04T14:00:00Z", "2024-01-04 to 2024-01-05"],
    ["2024-01-04T07:00:00Z", "2024-01-04T07:00:00Z", "2024-01-04 to 2024-01-05"],
    ["2024-03-10T07:00:00Z", "2024-03-11T06:00:00Z", "2024-03-10 to 2024-03-11"],
  ])("from %s to %s are %s: those that it touches, and at least one", (from, to, days) => {
    expect(shown(daysBetween(at(from), at(to), ZONE))).toBe(days);
  });

  test("begin and end at local midnight", () => {
    const { from, to } = boundsOf(calendarTimeAt(parseMoment("2024-03-10"), ZONE), ZONE);
    expect(`${from} to ${to}`).toBe("2024-03-10T07:00:00Z to 2024-03-11T06:00:00Z");
    const event = boundsOf(calendarTimeAt(parseMoment("2024-01-04T13:00:00Z"), ZONE), ZONE);
    expect(`${event.from} to ${event.to}`).toBe("2024-01-04T13:00:00Z to 2024-01-04T13:00:00Z");
  });
});
