import { Temporal } from "temporal-polyfill";
import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import { hoursTime, keptHoursOf, statingLines, unknownHoursOf } from "../../../src/domain/record/hours-intervals.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { parseMoment, periodOf } from "../../../src/domain/time/moment.ts";
import { localMonths } from "../../../src/domain/time/months.ts";
import { hoursChange, report, SERVICE, timeline } from "../telling.ts";

const ZONE = "America/Phoenix";
const HOUR = 3_600_000;
const ms = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const interval = (from: string, to: string) => ({ from: ms(from), to: ms(to) });
const line = (...reports: Report[]) => timeline(ZONE, reports);
const hours = (seq: number, text: string | null, from: string) =>
  report(seq, "CBP", { hoursChanges: [hoursChange(text, from)] });
const special = (seq: number, text: string, from: string, until: string | null = null) =>
  report(seq, "CBP", {
    hoursExceptions: [
      {
        service: SERVICE,
        exception: parseException(text),
        effectiveAt: parseMoment(from),
        until: until === null ? null : parseMoment(until),
      },
    ],
  });
const shownEnd = (end: number) => (Number.isFinite(end) ? new Date(end).toISOString() : String(end));

describe("the periods with the same hours", () => {
  const shown = (...reports: Report[]) =>
    keptHoursOf(line(...reports)).map(({ from, to, timetable, change, exceptions }) => [
      `${shownEnd(from)}/${shownEnd(to)}`,
      timetable?.text.split("|")[0] ?? null,
      change?.report.id ?? null,
      exceptions.map(({ line }) => line.report.id).join(),
    ]);

  test("are one without hours if nothing is on record", () => {
    expect(shown()).toEqual([["-Infinity/Infinity", null, null, ""]]);
  });

  test("begin with each change of hours, and each exception", () => {
    expect(
      shown(hours(1, "06:00-22:00", "2024-01-05"), hours(2, null, "2024-01-20"), special(3, "Sa off", "2024-01-10")),
    ).toEqual([
      ["-Infinity/2024-01-05T07:00:00.000Z", null, null, ""],
      ["2024-01-05T07:00:00.000Z/2024-01-10T07:00:00.000Z", "06:00-22:00", "r1", ""],
      ["2024-01-10T07:00:00.000Z/2024-01-20T07:00:00.000Z", "06:00-22:00", "r1", "r3"],
      ["2024-01-20T07:00:00.000Z/Infinity", "24/7", "r2", "r3"],
    ]);
  });

  test("of changes at the same time are one, with the last change", () => {
    expect(shown(hours(1, "06:00-22:00", "2024-01-05"), hours(2, "24/7", "2024-01-05")).slice(1)).toEqual([
      ["2024-01-05T07:00:00.000Z/Infinity", "24/7", "r2", ""],
    ]);
  });
});

describe("the lines that give the hours of an interval", () => {
  const lines = (from: string, to: string, ...reports: Report[]) => {
    const kept = keptHoursOf(line(...reports)).at(-1);
    if (kept === undefined) throw new Error("no hours");
    return statingLines(kept, ZONE, interval(from, to)).map(({ report: { id } }) => id);
  };
  const weekly = hours(1, "06:00-22:00", "2024-01-01");

  test("are the change of hours, and each exception that applies on one of its days", () => {
    const all = [weekly, special(2, "2024 Jan 10 off", "2024-01-01"), special(3, "2024 Jan 12 off", "2024-01-01")];
    expect(lines("2024-01-09T07:00:00Z", "2024-01-10T07:00:00Z", ...all)).toEqual(["r1"]);
    expect(lines("2024-01-09T07:00:00Z", "2024-01-10T07:00:00.001Z", ...all)).toEqual(["r1", "r2"]);
    expect(lines("2024-01-11T06:59:59Z", "2024-01-12T08:00:00Z", ...all)).toEqual(["r1", "r2", "r3"]);
    expect(lines("2024-01-11T07:00:00Z", "2024-01-13T08:00:00Z", ...all)).toEqual(["r1", "r3"]);
  });

  test("are none without hours, and name an exception once", () => {
    expect(lines("2024-01-09T07:00:00Z", "2024-01-10T07:00:00Z")).toEqual([]);
    expect(lines("2024-01-01T07:00:00Z", "2024-01-30T07:00:00Z", special(2, "Sa off", "2024-01-01"))).toEqual(["r2"]);
  });
});

describe("the time within the hours", () => {
  const JANUARY = localMonths(periodOf(Temporal.PlainYearMonth.from("2024-01"), ZONE), ZONE)[0];
  const time = (text: string | null, from: string, to: string) => {
    if (JANUARY === undefined) throw new Error("no month");
    const { within, outside, unknown } = hoursTime(
      text === null ? null : parseHours(text),
      ZONE,
      JANUARY,
      interval(from, to),
    );
    return [within, outside, unknown].map((part) => part / HOUR);
  };

  test("is all of it without hours, and around the clock", () => {
    expect(time(null, "2024-01-10T07:00:00Z", "2024-01-11T07:00:00Z")).toEqual([24, 0, 0]);
    expect(time("24/7", "2024-01-10T07:00:00Z", "2024-01-11T07:00:00Z")).toEqual([24, 0, 0]);
    expect(time("00:00-24:00", "2024-01-10T07:00:00Z", "2024-01-11T07:00:00Z")).toEqual([24, 0, 0]);
  });

  test("is cut off at the ends of the interval", () => {
    expect(time("06:00-22:00", "2024-01-10T07:00:00Z", "2024-01-11T07:00:00Z")).toEqual([16, 8, 0]);
    expect(time("06:00-22:00", "2024-01-10T12:00:00Z", "2024-01-10T14:00:00Z")).toEqual([1, 1, 0]);
    expect(time("06:00-22:00", "2024-01-11T04:00:00Z", "2024-01-11T06:00:00Z")).toEqual([1, 1, 0]);
    expect(time("06:00-22:00", "2024-01-11T05:00:00Z", "2024-01-11T06:00:00Z")).toEqual([0, 1, 0]);
  });

  test("may be not known", () => {
    // 10 January 2024 is a Wednesday.
    expect(time("06:00-22:00; We unknown", "2024-01-09T07:00:00Z", "2024-01-12T07:00:00Z")).toEqual([32, 16, 24]);
    expect(time("off", "2024-01-10T07:00:00Z", "2024-01-11T07:00:00Z")).toEqual([0, 24, 0]);
  });

  test("includes hours that run past midnight, also from the month before", () => {
    expect(time("22:00-02:00", "2024-01-01T07:00:00Z", "2024-01-02T07:00:00Z")).toEqual([4, 20, 0]);
  });
});

describe("the times for which hours are not known", () => {
  const unknown = (from: string, to: string, ...reports: Report[]) =>
    unknownHoursOf(line(...reports), interval(from, to)).map(({ from, to }) => `${shownEnd(from)}/${shownEnd(to)}`);

  test("are none without hours, or with hours that are all known", () => {
    for (const reports of [[], [hours(1, "24/7", "2024-01-01")], [hours(1, "06:00-22:00", "2024-01-01")]])
      expect(unknown("2024-01-01T07:00:00Z", "2024-02-01T07:00:00Z", ...reports)).toEqual([]);
  });

  test("are all of the interval if no hours are known", () => {
    const never = hours(1, "Mo-Su unknown", "2024-01-01");
    expect(unknown("2024-01-10T12:00:00Z", "2024-01-20T12:00:00Z", never)).toEqual([
      "2024-01-10T12:00:00.000Z/2024-01-20T12:00:00.000Z",
    ]);
    expect(unknown("2024-01-10T12:00:00Z", "2024-01-20T12:00:00Z", hours(1, "unknown", "2024-01-01"))).toEqual([
      "2024-01-10T12:00:00.000Z/2024-01-20T12:00:00.000Z",
    ]);
    expect(unknown("2023-12-20T12:00:00Z", "2024-01-02T12:00:00Z", never)).toEqual([
      "2024-01-01T07:00:00.000Z/2024-01-02T12:00:00.000Z",
    ]);
  });

  test("are the unknown days within the interval, across months", () => {
    const weekly = hours(1, "06:00-22:00; We unknown", "2024-01-01");
    expect(unknown("2024-01-25T12:00:00Z", "2024-02-07T12:00:00Z", weekly)).toEqual([
      "2024-01-31T07:00:00.000Z/2024-02-01T07:00:00.000Z",
      "2024-02-07T07:00:00.000Z/2024-02-07T12:00:00.000Z",
    ]);
    expect(unknown("2024-01-31T12:00:00Z", "2024-02-01T07:00:00Z", weekly)).toEqual([
      "2024-01-31T12:00:00.000Z/2024-02-01T07:00:00.000Z",
    ]);
    expect(unknown("2024-02-01T07:00:00Z", "2024-02-07T07:00:00Z", weekly)).toEqual([]);
  });

  test("end when the hours become known", () => {
    const reports = [
      hours(1, "unknown", "2024-01-01"),
      hours(2, "24/7", "2024-01-10"),
      hours(3, "unknown", "2024-01-20"),
    ];
    expect(unknown("2024-01-05T07:00:00Z", "2024-01-25T07:00:00Z", ...reports)).toEqual([
      "2024-01-05T07:00:00.000Z/2024-01-10T07:00:00.000Z",
      "2024-01-20T07:00:00.000Z/2024-01-25T07:00:00.000Z",
    ]);
  });
});
