import fc from "fast-check";
import type { Temporal } from "temporal-polyfill";
import { type RecordView, timelinesOf } from "../../../src/domain/record/timeline.ts";
import { standingAt } from "../../../src/domain/status/standing.ts";
import type { RecordMemory } from "../../../src/live/record/record-memory.ts";
import { type RecordReader, readDatabase } from "../../../src/store/record/record-reader.ts";
import { loadRecord } from "../../../src/store/record/reports.ts";
import { instantsOf } from "../../domain/arbitrary.ts";
import { same, shown } from "../../domain/shown.ts";
import { LIMITS } from "../../domain/telling.ts";
import { appendWatched, memoryOf } from "../../support/grown-memory.ts";
import { appendAnnouncements, type LoggedCrossing, makeLoggedCrossings } from "../../support/logs.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase();
let logged: (LoggedCrossing & { announced: Temporal.Instant[] })[];
let memory: RecordMemory;
const READERS: Record<string, () => RecordReader> = { database: () => readDatabase(loan.db), memory: () => memory };
beforeAll(async () => {
  logged = [];
  const crossings = await makeLoggedCrossings(loan.db, 12 * Number(process.env.GARITA_RUNS ?? 1));
  memory = memoryOf(
    loan.db,
    crossings.map(({ crossing }) => crossing),
  );
  for (const one of crossings) {
    await appendWatched(loan.db, memory, one);
    logged.push({ ...one, announced: await appendAnnouncements(loan.db, one) });
    memory.touch([one.crossing.slug]);
  }
});

/**
 * Returns views limited by `knownAt`, by `publishedBefore`, by both, or by neither. The recording times come from the
 * database.
 */
function viewsOf(recorded: readonly Temporal.Instant[], instants: readonly Temporal.Instant[]): RecordView[] {
  const [middle, last] = [recorded[Math.floor(recorded.length / 2)], recorded.at(-1)];
  return [
    {},
    { knownAt: middle },
    { knownAt: last },
    { publishedBefore: instants[0] },
    { knownAt: middle, publishedBefore: instants[1] },
  ];
}

test.each(Object.keys(READERS))(
  "the lines that the %s gives around an instant give the same standing as the whole record, for any view",
  async (of) => {
    const reader = READERS[of]?.() ?? memory;
    let compared = 0;
    for (const { crossing, scene, announced } of logged) {
      const reports = await loadRecord(loan.db, [crossing.slug]);
      const when = fc.oneof({ weight: 3, arbitrary: instantsOf(scene, true) }, fc.constantFrom(...announced));
      const instants = fc.sample(when, { numRuns: 5, seed: compared });
      const services = crossing.services.map((service) => ({ crossing: crossing.slug, ...service }));
      for (const view of viewsOf(
        reports.map(({ recordedAt }) => recordedAt),
        instants,
      ))
        for (const at of instants)
          for (const onward of [false, true]) {
            // A question about one mode depends on the hours of the others too.
            const [asked, mode] = compared % 2 === 0 ? [services] : [services.slice(0, 1), services[0]?.mode];
            const whole = timelinesOf(asked, crossing.timeZone, reports, view);
            const part = await reader.timelines([crossing], { view, at, onward, mode });
            expect([...part.keys()].sort()).toEqual([...whole.keys()].sort());
            for (const [key, timeline] of whole)
              for (const later of onward
                ? instants.filter((instant) => instant.epochMilliseconds >= at.epochMilliseconds)
                : [at]) {
                const [given, wanted] = [part.get(key) ?? timeline, timeline].map((each) =>
                  shown(standingAt(each, later, null, LIMITS)),
                );
                same({ at, later, ...given }, { at, later, ...wanted });
                compared++;
              }
          }
    }
    expect(compared).toBeGreaterThan(500);
  },
);
