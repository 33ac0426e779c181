import fc from "fast-check";
import { parseException } from "../../../src/domain/hours/exceptions.ts";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import { serviceKey } from "../../../src/domain/places/crossing.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { parseMoment, startOf } from "../../../src/domain/time/moment.ts";
import { historyIn } from "../../../src/live/record/history-in.ts";
import type { HistoryFilter } from "../../../src/store/record/history.ts";
import { SERVICES } from "../../domain/arbitrary.ts";
import { recordedAt } from "../../domain/arbitrary-log.ts";
import { cases } from "../../domain/cases.ts";
import { holds } from "../../domain/replay.ts";
import { change, claim, hoursChange, place, report } from "../../domain/telling.ts";
import { memoryOf } from "./memory-of.ts";

const KINDS = ["claim", "hours", "status", "exception"];

/** A line for the naive model: its service, and its sort key. */
interface NaiveLine {
  service: string;
  recorded: number;
  key: [start: number, seq: number, kind: number, line: number];
}

/** Returns all lines of the reports, except for counts. */
const linesOf = (reports: readonly Report[], zone: string): NaiveLine[] =>
  reports.flatMap(({ seq, recordedAt, claims, hoursChanges, statusChanges, hoursExceptions }) =>
    [claims, hoursChanges, statusChanges, hoursExceptions].flatMap((lines, kind) =>
      lines.map(({ service, effectiveAt }, line) => ({
        service: serviceKey(service),
        recorded: recordedAt.epochMilliseconds,
        key: [startOf(effectiveAt, zone).epochMilliseconds, seq, kind, line] as NaiveLine["key"],
      })),
    ),
  );

const compareKeys = (a: readonly number[], b: readonly number[]): number =>
  a.map((part, i) => part - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;

/** Sorts all lines and filters them, one condition after the other. */
function naiveHistory(lines: readonly NaiveLine[], filter: HistoryFilter, limit: number): string[] {
  const { from, to, knownAt, after, mode, direction } = filter;
  return lines
    .filter(({ key: [start] }) => from === undefined || start >= from.epochMilliseconds)
    .filter(({ key: [start] }) => to === undefined || start < to.epochMilliseconds)
    .filter(({ recorded }) => knownAt === undefined || recorded <= knownAt.epochMilliseconds)
    .filter(({ key }) => after === undefined || compareKeys(key, after) < 0)
    .filter(({ service }) => mode === undefined || service.includes(`/${mode}/`))
    .filter(({ service }) => direction === undefined || service.endsWith(direction))
    .sort((a, b) => compareKeys(b.key, a.key))
    .slice(0, limit)
    .map(({ service, key: [start, seq, kind, line] }) => `${service} ${start} r${seq} ${KINDS[kind]} ${line}`);
}

/** True in a third of the cases. */
const rarely = fc.constantFrom(true, false, false);

test("the history in memory is that of sorting and filtering all lines", () => {
  let found = 0;
  holds(
    fc.record({
      one: cases,
      ends: fc.record({ from: fc.nat(9), to: fc.nat(9), knownAt: fc.integer({ min: -1, max: 9 }), after: fc.nat(9) }),
      isSet: fc.record({ from: rarely, to: rarely, knownAt: rarely, after: rarely }),
      mode: fc.constantFrom(undefined, "pedestrian" as const, "passenger" as const, "rail" as const),
      direction: fc.constantFrom(undefined, "northbound" as const, "southbound" as const),
      limit: fc.constantFrom(0, 1, 3, 100, 100),
    }),
    ({ one, ends, isSet, mode, direction, limit }) => {
      const { zone } = one;
      const reports = one.reports.map((each) => ({ ...each, id: `r${each.seq + 1}`, seq: each.seq + 1 }));
      const crossing = place(SERVICES, { timeZone: zone });
      const lines = linesOf(reports, zone);
      const instant = (i: number) => one.asked[i % one.asked.length]?.at;
      const filter: HistoryFilter = {
        from: isSet.from ? instant(ends.from) : undefined,
        to: isSet.to ? instant(ends.to) : undefined,
        knownAt: isSet.knownAt ? recordedAt(ends.knownAt) : undefined,
        after: isSet.after ? lines[ends.after % Math.max(lines.length, 1)]?.key : undefined,
        mode,
        direction,
      };
      const given = historyIn(memoryOf(crossing, reports), crossing, filter, limit).map(
        ({ service, startsAt, report, kind, line }) =>
          `${serviceKey(service)} ${startsAt.epochMilliseconds} r${report.seq} ${kind} ${line}`,
      );
      found += given.length;
      expect(given).toEqual(naiveHistory(lines, filter, limit));
    },
    120,
  );
  expect(found).toBeGreaterThan(20);
});

describe("a history item from memory", () => {
  const crossing = place(SERVICES);
  const [service] = SERVICES;
  const reports = [
    report(1, "CBP", {
      statusChanges: [change("suspended", "2024-01-04", { expectedUntil: "2024-02" })],
      hoursChanges: [hoursChange("06:00-22:00", "2024-01-04")],
      hoursExceptions: [
        { service, exception: parseException("Sa off"), effectiveAt: parseMoment("2024-01-04"), until: null },
      ],
      claims: [claim("open", "2024-01-04", { until: "2024-01-05", programmes: ["fast"] })],
    }),
  ];
  const items = historyIn(memoryOf(crossing, reports), crossing, {}, 10);
  const nothing = {
    ...{ status: null, limited: null, programmes: null, hours: null, exception: null, onset: null },
    ...{ expectedUntil: null, denied: null, attributed: null },
  };
  const head = {
    ...{ id: "r1", seq: 1, recordedAt: recordedAt(1), recordedBy: "test", retractedAt: null },
    ...{ reason: null, note: null, retracts: null, origin: null },
    source: { kind: "announcement", publisher: "CBP", title: "", url: null, publishedAt: null },
  };
  const day = parseMoment("2024-01-04");
  const shared = {
    service,
    report: head,
    line: 0,
    effectiveAt: day,
    startsAt: startOf(day, crossing.timeZone),
  };

  test("has the fields of its kind, and null in those of other kinds", () => {
    expect(items).toEqual([
      { ...nothing, ...shared, kind: "exception", exception: parseException("Sa off") },
      {
        ...nothing,
        ...shared,
        kind: "status",
        status: "suspended",
        limited: false,
        programmes: [],
        onset: "exact",
        expectedUntil: parseMoment("2024-02"),
      },
      { ...nothing, ...shared, kind: "hours", hours: parseHours("06:00-22:00") },
      {
        ...nothing,
        ...shared,
        kind: "claim",
        status: "open",
        limited: true,
        programmes: ["fast"],
        denied: false,
        attributed: false,
        expectedUntil: parseMoment("2024-01-05"),
      },
    ]);
  });
});
