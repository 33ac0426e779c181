import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { serviceKey } from "../../../src/domain/places/crossing.ts";
import type { Report, ReportLines } from "../../../src/domain/record/report.ts";
import type { Timeline } from "../../../src/domain/record/timeline.ts";
import { standingAt } from "../../../src/domain/status/standing.ts";
import { compareInstants, parseMoment } from "../../../src/domain/time/moment.ts";
import { seenUpTo, timelineAround } from "../../../src/live/record/lines-around.ts";
import type { TimelinesQuestion } from "../../../src/store/record/timelines.ts";
import { SERVICES } from "../../domain/arbitrary.ts";
import { cases } from "../../domain/cases.ts";
import { holds } from "../../domain/replay.ts";
import { same, shown, timelineOf } from "../../domain/shown.ts";
import { change, claim, hoursChange, place, report, SERVICE } from "../../domain/telling.ts";
import { memoryOf } from "./memory-of.ts";

const ZONE = "America/Denver";
const at = (text: string) => Temporal.Instant.from(text);
const NOON = at("2024-01-10T19:00:00Z");

/** Returns a function that gives the timeline of the first test service around an instant, from memory. */
function linesOf(reports: readonly Report[], zone = ZONE) {
  const record = memoryOf(place(SERVICES, { timeZone: zone }), reports);
  const columns = record.services.get(serviceKey(SERVICE));
  if (columns === undefined) throw new Error("no lines");
  return (question: Partial<TimelinesQuestion>): Timeline =>
    timelineAround(record, columns, { service: SERVICE, zone }, { view: {}, at: NOON, onward: false, ...question });
}
const around = (reports: readonly Report[], question: Partial<TimelinesQuestion> = {}) => linesOf(reports)(question);

/** Returns the ids of the reports of some lines. */
const ids = (lines: readonly { report: { id: string } }[]) => lines.map(({ report }) => report.id).join(" ");

/** Creates reports with one line each, r1 first. */
const reportsOf = (lines: readonly Partial<ReportLines>[]): Report[] =>
  lines.map((each, i) => report(i + 1, "CBP", each));

/** Status changes at 12:00 UTC on days of January: alternately open, lifting everything, and suspended. */
const statuses = (days: readonly number[]): Report[] =>
  reportsOf(
    days.map((day, i) => {
      const start = `2024-01-${String(day).padStart(2, "0")}T12:00:00Z`;
      return { statusChanges: [i % 2 === 0 ? change("open", start, { lifts: "all" }) : change("suspended", start)] };
    }),
  );

const counted = (month: string, number: number): Partial<ReportLines> => ({
  counts: [{ service: SERVICE, effectiveAt: Temporal.PlainYearMonth.from(month), number }],
});
const special = (hours: string | null, from: string, until: string | null = null): Partial<ReportLines> => ({
  hoursExceptions: [
    {
      service: SERVICE,
      exception: hours === null ? null : parseException(hours),
      effectiveAt: parseMoment(from),
      until: until === null ? null : parseMoment(until),
    },
  ],
});

describe("the lines around an instant, from memory", () => {
  test("state the same as the lines on record", () => {
    const lines: Partial<ReportLines>[] = [
      {
        statusChanges: [
          change("open", "2024-01-02", { limited: true, programmes: ["fast"], lifts: ["r0"], onset: "approximate" }),
        ],
      },
      { statusChanges: [change("suspended", "2024-01-09T12:00:00Z", { expectedUntil: "2024-02" })] },
      { hoursChanges: [hoursChange("06:00-22:00", "2024-01")] },
      special("2024 Jan 20 off", "2024-01-01", "2024-01-31"),
      { claims: [claim("closed", "2024-01-08", { until: "2024-01-09", denied: true, programmes: ["sentri"] })] },
      counted("2023-12", 500),
    ];
    const reports = reportsOf(lines);
    const whole = timelineOf({ service: SERVICE, zone: ZONE, reports, view: {} });
    const given = around(reports);
    const headless = (timeline: Timeline) =>
      Object.entries(timeline).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map(({ report, ...line }) => ({ ...line, id: report.id })) : value,
      ]);
    expect(headless(given)).toEqual(headless(whole));
  });

  test("are the nearest status changes, if those suffice for an answer", () => {
    expect(ids(around(statuses([1, 2, 3, 4, 5, 6, 7])).statusChanges)).toBe("r5 r6 r7");
    expect(ids(around(statuses([5, 6, 7, 8, 9, 11, 12, 13, 14])).statusChanges)).toBe("r3 r4 r5 r6 r7 r8");
  });

  test("are more status changes, if the nearest do not suffice", () => {
    const storm = Array.from({ length: 20 }, (_, i) => ({
      statusChanges: [change("suspended", `2024-01-05T${String(i).padStart(2, "0")}:00:00Z`)],
    }));
    // Three of them, and then twelve, do not say when the suspension began.
    expect(around(reportsOf(storm)).statusChanges).toHaveLength(20);
  });

  test("include a change that begins at the very instant", () => {
    expect(ids(around(statuses([8, 10]), { at: at("2024-01-10T12:00:00Z") }).statusChanges)).toBe("r1 r2");
    const hours = reportsOf([
      { hoursChanges: [hoursChange("06:00-20:00", "2024-01-01")] },
      { hoursChanges: [hoursChange("06:00-22:00", String(NOON))] },
    ]);
    expect(ids(around(hours).hoursChanges)).toBe("r2");
  });

  test("are the hours in force, and the next if the service turns by then", () => {
    const hours = (next: string) =>
      reportsOf(
        ["2024-01-01", "2024-01-03", next, "2024-02-02"].map((day) => ({
          hoursChanges: [hoursChange("06:00-22:00", day)],
        })),
      );
    expect(ids(around(hours("2024-01-20")).hoursChanges)).toBe("r2 r3");
    expect(ids(around(hours("2024-01-10T20:00:00Z")).hoursChanges)).toBe("r1 r2 r3 r4");
  });

  test("are all later lines up to an end, if the answer is to hold onward", () => {
    const reports = statuses([8, 9, 12, 13, 14, 15, 16, 17]);
    expect(ids(around(reports).statusChanges)).toBe("r1 r2 r3 r4 r5");
    expect(ids(around(reports, { onward: true }).statusChanges)).toBe("r1 r2 r3 r4 r5 r6 r7 r8");
    const until = at("2024-01-15T12:00:00Z");
    expect(ids(around(reports, { onward: true, until }).statusChanges)).toBe("r1 r2 r3 r4 r5 r6");
    expect(ids(around(reports, { onward: true, until: until.subtract({ seconds: 1 }) }).statusChanges)).toBe(
      "r1 r2 r3 r4 r5",
    );
  });

  test("include the exceptions that are not over, also later ones", () => {
    const reports = reportsOf([
      special("2024 Jan 05 off", "2024-01-01"),
      // It counts as over two midnights after its last day, because its hours may last into the next day.
      special("2024 Jan 08 off", "2024-01-01"),
      special("2024 Jan 09 off", "2024-01-01"),
      special("Sa off", "2024-01-02"),
      special("2024 Jan 20 off", "2024-01-15"),
      special(null, "2024-01-16"),
    ]);
    const midnight = at("2024-01-10T07:00:00Z");
    expect(ids(around(reports, { at: midnight }).hoursExceptions)).toBe("r3 r4 r5 r6");
    expect(ids(around(reports, { at: midnight.subtract({ seconds: 1 }) }).hoursExceptions)).toBe("r2 r3 r4 r5 r6");
  });

  test("include the claims since the oldest of the status changes", () => {
    const claims = ["2024-01-04", "2024-01-05T11:59:59Z", "2024-01-05", "2024-01-05T12:00:00Z", "2024-01-09"];
    const reports = [
      ...statuses([1, 2, 3, 4, 5, 6, 7]),
      ...claims.map((start, i) => report(11 + i, "AP", { claims: [claim("open", start)] })),
      report(16, "AP", { claims: [claim("open", "2024-01-12")] }),
    ];
    // The changes picked are those of 5, 6 and 7 January.
    expect(ids(around(reports).claims)).toBe("r13 r12 r14 r15");
    expect(ids(around(reports, { onward: true }).claims)).toBe("r13 r12 r14 r15 r16");
    expect(ids(around(reports, { onward: true, until: at("2024-01-12T06:59:59Z") }).claims)).toBe("r13 r12 r14 r15");
    expect(ids(around(reports, { onward: true, until: at("2024-01-12T07:00:00Z") }).claims)).toBe(
      "r13 r12 r14 r15 r16",
    );
  });

  test("include the newest count, and the newest that proves traffic", () => {
    const reports = reportsOf([
      counted("2023-06", 500),
      counted("2023-07", 20),
      counted("2023-08", 19),
      counted("2023-09", 0),
      counted("2023-10", 0),
      counted("2024-02", 700),
      counted("2024-03", 0),
    ]);
    const months = (question: Partial<TimelinesQuestion>) =>
      around(reports, question).counts.map(({ effectiveAt, number }) => `${effectiveAt}: ${number}`);
    expect(months({})).toEqual(["2023-07: 20", "2023-10: 0"]);
    expect(months({ at: at("2024-02-01T07:00:00Z") })).toEqual(["2024-02: 700"]);
    expect(months({ at: at("2024-02-01T06:59:59Z") })).toEqual(["2023-07: 20", "2023-10: 0"]);
    expect(months({ onward: true })).toEqual(["2023-07: 20", "2023-10: 0", "2024-02: 700", "2024-03: 0"]);
    expect(months({ onward: true, until: at("2024-02-01T07:00:00Z") })).toEqual([
      "2023-07: 20",
      "2023-10: 0",
      "2024-02: 700",
    ]);
  });

  test("leave out what the view leaves out", () => {
    const reports = reportsOf([
      { statusChanges: [change("open", "2024-01-02")], ...counted("2023-11", 30) },
      {
        statusChanges: [change("closed", "2024-01-08")],
        claims: [claim("open", "2024-01-08")],
        ...counted("2023-12", 30),
      },
    ]);
    const early = around(reports, { view: { knownAt: reports[0]?.recordedAt } });
    expect([ids(early.statusChanges), ids(early.claims), ids(early.counts)]).toEqual(["r1", "", "r1"]);
    const late = around(reports);
    expect([ids(late.statusChanges), ids(late.claims), ids(late.counts)]).toEqual(["r1 r2", "r2", "r2"]);
  });
});

test("a view without limits sees up to the greatest number, and everything published", () => {
  expect(seenUpTo({})).toEqual({ knownAt: Number.MAX_VALUE, publishedBefore: Number.POSITIVE_INFINITY });
  expect(seenUpTo({ knownAt: NOON, publishedBefore: at("1970-01-01T00:00:01Z") })).toEqual({
    knownAt: NOON.epochMilliseconds,
    publishedBefore: 1000,
  });
});

test("the lines around an instant give the same standing as the whole timeline, also later if they hold onward", () => {
  holds(
    fc.record({ one: cases, onward: fc.boolean() }),
    ({ one, onward }) => {
      const { zone, view, thresholds } = one;
      const reports = one.reports.map((each) => ({ ...each, seq: each.seq + 1 }));
      const whole = { ...timelineOf({ service: SERVICE, zone, reports, view }), otherHours: [] };
      const lines = linesOf(reports, zone);
      const instants = one.asked
        .map(({ at }) => at)
        .slice(0, 5)
        .sort(compareInstants);
      for (const [i, instant] of instants.entries()) {
        const part = lines({ view, at: instant, onward });
        for (const later of onward ? instants.slice(i) : [instant]) {
          const [given, wanted] = [part, whole].map((each) => shown(standingAt(each, later, null, thresholds)));
          same({ instant, later, ...given }, { instant, later, ...wanted });
        }
      }
    },
    80,
  );
});
