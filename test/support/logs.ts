import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { Temporal } from "temporal-polyfill";
import { machineClock } from "../../src/clock.ts";
import type { Reading } from "../../src/domain/feed/observation.ts";
import { parseHours } from "../../src/domain/hours/opening-hours.ts";
import type { Crossing } from "../../src/domain/places/crossing.ts";
import type { Report, ReportLines } from "../../src/domain/record/report.ts";
import type { Programme } from "../../src/domain/vocabulary.ts";
import type { Database } from "../../src/store/database.ts";
import { saveCrossings } from "../../src/store/record/crossings.ts";
import { appendReport } from "../../src/store/record/reports.ts";
import { type Scene, SERVICES, scenes } from "../domain/arbitrary.ts";
import { logsOf } from "../domain/arbitrary-log.ts";
import { report } from "../domain/telling.ts";
import { SEED_REGIONS, sidesOf } from "./seed-regions.ts";

/** A crossing with a random log of its own. One database can hold many such crossings. */
export interface LoggedCrossing {
  crossing: Crossing;
  scene: Scene;
  /** The reports in the order of appending. */
  reports: Report[];
}

/** Creates `count` crossings, each with a random log. `GARITA_SEED` repeats a run. */
export async function makeLoggedCrossings(db: Database, count: number): Promise<LoggedCrossing[]> {
  const { GARITA_SEED } = process.env;
  const seed = GARITA_SEED === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(GARITA_SEED);
  const cases = scenes.chain((scene) => fc.record({ scene: fc.constant(scene), reports: logsOf(scene) }));
  const logged = fc.sample(cases, { numRuns: count, seed }).map(({ scene, reports }, i) => {
    const crossing = crossingOf(`puente-${i}`, scene.zone);
    return { crossing, scene, reports: reports.map((report) => moved(report, i)) };
  });
  await saveCrossings(
    db,
    [...SEED_REGIONS.values()],
    [{ code: "0001", name: "Puente", state: "TX" }],
    logged.map(({ crossing }) => crossing),
  );
  return logged;
}

/** Appends a report of a random log. */
export async function append(db: Database, { crossing }: LoggedCrossing, report: Report): Promise<void> {
  await appendReport(db, report, () => crossing.timeZone);
}

/** Creates a report without a position. The report gets a position when it is appended. */
export function plainReport(publisher: string, lines: Partial<ReportLines>): Report {
  const told = report(0, publisher, lines);
  return { ...told, id: randomUUID(), source: { ...told.source, title: "A notice" } };
}

/**
 * Days from an announcement to its change. Some are more than 32 days, because changes that far ahead are looked up
 * separately.
 */
const AHEAD = [20, 31, 32, 33, 45, 60] as const;

const NO_PROGRAMMES: Programme[] = [];

/** Appends announcements for both services, and returns the instants at which they take effect. */
export async function appendAnnouncements(db: Database, logged: LoggedCrossing): Promise<Temporal.Instant[]> {
  const { crossing } = logged;
  const instants = AHEAD.map((days) => machineClock().add({ hours: 24 * days }));
  for (const [i, effectiveAt] of instants.entries()) {
    const service = { crossing: crossing.slug, ...(crossing.services[i % 2] ?? SERVICES[0]) };
    const status = i % 3 === 0 ? "open" : "suspended";
    const line = { service, status, limited: false, programmes: NO_PROGRAMMES, effectiveAt } as const;
    const lines =
      i % 2 === 0
        ? { statusChanges: [{ ...line, onset: "exact", expectedUntil: null, lifts: null } as const] }
        : {
            hoursChanges: [{ service, hours: parseHours("06:00-22:00"), effectiveAt }],
            claims: [{ ...line, until: null, denied: false, attributed: false }],
          };
    await append(db, logged, plainReport("Agency", lines));
  }
  return instants;
}

/** Creates the feed's reading for northbound cars. The wait grows older with each step. */
export const readingOf = (crossing: string, step: number, now: Temporal.Instant): Reading => ({
  service: { crossing, mode: "passenger", direction: "northbound" },
  lanes: [{ kind: "standard", says: "number", minutes: step, lanesOpen: 1, at: now.subtract({ minutes: 10 * step }) }],
  hoursText: null,
});

const crossingOf = (slug: string, timeZone: string): Crossing => ({
  slug,
  port: "0001",
  name: { en: slug, es: slug },
  aliases: [],
  kind: "bridge",
  sides: sidesOf({ region: "TX", city: "Puente" }, { region: "TAM", city: "Puente" }),
  county: null,
  area: null,
  point: null,
  timeZone,
  services: SERVICES.map(({ mode, direction }) => ({ mode, direction })),
  feedRows: [],
  note: null,
  source: "test",
});

/** Moves a report to a separate crossing, with a new id. */
function moved(report: Report, i: number): Report {
  const onto = <Line extends { service: { crossing: string } }>(lines: Line[]): Line[] =>
    lines.map((line) => ({ ...line, service: { ...line.service, crossing: `puente-${i}` } }));
  return {
    ...report,
    id: `${report.id}-${i}`,
    retracts: report.retracts === null ? null : `${report.retracts}-${i}`,
    statusChanges: onto(report.statusChanges).map(({ lifts, ...change }) => ({
      ...change,
      lifts: Array.isArray(lifts) ? lifts.map((id) => `${id}-${i}`) : lifts,
    })),
    hoursChanges: onto(report.hoursChanges),
    hoursExceptions: onto(report.hoursExceptions),
    claims: onto(report.claims),
    counts: onto(report.counts),
  };
}
