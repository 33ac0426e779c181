import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { parseHours } from "../../../src/domain/hours/opening-hours.ts";
import type { Crossing, Service } from "../../../src/domain/places/crossing.ts";
import { acceptDraft } from "../../../src/domain/record/draft.ts";
import { draftFromReport } from "../../../src/domain/record/draft-from-report.ts";
import type { Report, TrafficCount } from "../../../src/domain/record/report.ts";
import { parseMoment } from "../../../src/domain/time/moment.ts";
import { DIRECTIONS, MODES, STATUSES } from "../../../src/domain/vocabulary.ts";

const all: Service[] = ["here", "there"].flatMap((crossing) =>
  MODES.flatMap((mode) => DIRECTIONS.map((direction) => ({ crossing, mode, direction }))),
);
const crossings = new Map(
  ["here", "there"].map((slug) => [
    slug,
    {
      slug,
      timeZone: "America/Phoenix",
      services: all.filter(({ crossing }) => crossing === slug),
    } as unknown as Crossing,
  ]),
);
const moments = ["2026-11-24", "2026-11", "2026-11-24T12:00:00Z"].map(parseMoment);
const some = fc.subarray(all);

const reports: fc.Arbitrary<Report> = fc
  .record({
    status: some.chain((services) => fc.tuple(...services.map((service) => line(service)))),
    hours: some.chain((services) => fc.tuple(...services.map((service) => line(service)))),
    claims: some.chain((services) => fc.tuple(...services.map((service) => line(service)))),
    counts: some.chain((services) => fc.tuple(...services.map((service) => count(service)))),
  })
  .map(
    ({ status, hours, claims, counts }) =>
      ({
        source: { kind: "news", publisher: "P", title: "T", url: null, publishedAt: null },
        reason: "weather",
        note: "N",
        statusChanges: status.map(({ service, status: word, at, limits }) => ({
          ...{ service, status: word, ...(word === "open" ? limits : NO_LIMITS), onset: "exact", effectiveAt: at },
          expectedUntil: null,
          lifts: null,
        })),
        hoursChanges: hours.map(({ service, at, week }) => ({ service, effectiveAt: at, hours: week })),
        hoursExceptions: [],
        claims: claims.map(({ service, status: word, at, limits }) => ({
          ...{ service, status: word, ...(word === "open" ? limits : NO_LIMITS), effectiveAt: at },
          ...{ until: null, denied: false, attributed: true },
        })),
        counts,
      }) as Partial<Report> as Report,
  );

const count = (service: Service): fc.Arbitrary<TrafficCount> =>
  fc.record({
    service: fc.constant(service),
    effectiveAt: fc.constantFrom(...["2026-10", "2026-11"].map((month) => Temporal.PlainYearMonth.from(month))),
    number: fc.constantFrom(0, 20, 74_611),
  });

const NO_LIMITS = { limited: false, programmes: [] };

function line(service: Service) {
  return fc.record({
    service: fc.constant(service),
    status: fc.constantFrom(...STATUSES),
    at: fc.constantFrom(...moments),
    limits: fc.constantFrom(
      NO_LIMITS,
      { limited: true, programmes: [] },
      { limited: true, programmes: ["fast"] },
      { limited: true, programmes: ["fast", "empties"] },
    ),
    week: fc.constantFrom(null, parseHours("24/7"), parseHours("06:00-22:00")),
  });
}

test("a draft made from a report produces the same lines as the report", () => {
  const sorted = (lines: readonly object[]) => lines.map((each) => JSON.stringify(each, Object.keys(KEYS))).sort();
  fc.assert(
    fc.property(reports, (report) => {
      const draft = draftFromReport(report);
      const lines = acceptDraft(draft, crossings);
      expect(sorted(lines.statusChanges)).toEqual(sorted(report.statusChanges));
      expect(sorted(lines.hoursChanges)).toEqual(sorted(report.hoursChanges));
      expect(sorted(lines.claims)).toEqual(sorted(report.claims));
      expect(sorted(lines.counts)).toEqual(sorted(report.counts));
      expect([draft.source, draft.reason, draft.note]).toEqual([report.source, report.reason, report.note]);
    }),
  );
});

/** The fields of lines that the test compares. */
const KEYS = Object.fromEntries(
  "service crossing mode direction status limited programmes onset effectiveAt expectedUntil hours text until denied attributed number"
    .split(" ")
    .map((key) => [key, true]),
);

test("a statement about all services of a crossing is one line", () => {
  const statusChanges = all.map((service) => ({
    ...{ service, status: "closed" as const, limited: false, programmes: [], onset: "exact" as const },
    ...{ effectiveAt: Temporal.PlainDate.from("2026-11-24"), expectedUntil: null, lifts: null },
  }));
  const { changes } = draftFromReport({
    statusChanges,
    hoursChanges: [],
    hoursExceptions: [],
    claims: [],
    counts: [],
  } as Partial<Report> as Report);
  expect(changes.map(({ crossing, modes }) => [crossing, modes?.length])).toEqual([
    ["here", 4],
    ["there", 4],
  ]);
});
