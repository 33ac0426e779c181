import fc from "fast-check";
import { HISTORY_KINDS, type HistoryItem, keyOf } from "../../../src/domain/record/history.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { startOf } from "../../../src/domain/time/moment.ts";
import type { RecordMemory } from "../../../src/live/record/record-memory.ts";
import type { HistoryFilter } from "../../../src/store/record/history.ts";
import { type RecordReader, readDatabase } from "../../../src/store/record/record-reader.ts";
import { loadRecord } from "../../../src/store/record/reports.ts";
import { instantsOf, SERVICES } from "../../domain/arbitrary.ts";
import { same } from "../../domain/shown.ts";
import { appendWatched, memoryOf } from "../../support/grown-memory.ts";
import { appendAnnouncements, type LoggedCrossing, makeLoggedCrossings } from "../../support/logs.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase();
let logged: LoggedCrossing[];
let memory: RecordMemory;
beforeAll(async () => {
  logged = await makeLoggedCrossings(loan.db, 20 * Number(process.env.GARITA_RUNS ?? 1));
  memory = memoryOf(
    loan.db,
    logged.map(({ crossing }) => crossing),
  );
  for (const one of logged) {
    await appendWatched(loan.db, memory, one);
    await appendAnnouncements(loan.db, one);
    memory.touch([one.crossing.slug]);
  }
});

/** Returns the position of a line in the history, as text that sorts correctly. */
const placeOf = (start: number, seq: number, kind: number, line: number) =>
  [start + 1e15, seq, kind, line].map((part) => String(part).padStart(17, "0")).join(" ");

/** Returns the positions of all lines that pass a filter, newest first, without an index. */
function naive(reports: readonly Report[], zone: string, filter: HistoryFilter): string[] {
  const { mode, direction, from, to, knownAt } = filter;
  return reports
    .flatMap((report) =>
      [report.claims, report.hoursChanges, report.statusChanges, report.hoursExceptions].flatMap((lines, kind) =>
        lines.map(({ service, effectiveAt }, line) => {
          const start = startOf(effectiveAt, zone).epochMilliseconds;
          const passes =
            (mode ?? service.mode) === service.mode &&
            (direction ?? service.direction) === service.direction &&
            (from === undefined || start >= from.epochMilliseconds) &&
            (to === undefined || start < to.epochMilliseconds) &&
            (knownAt === undefined || report.recordedAt.epochMilliseconds <= knownAt.epochMilliseconds);
          return passes ? [placeOf(start, report.seq, kind, line)] : [];
        }),
      ),
    )
    .flat()
    .sort()
    .reverse();
}

async function paged(reader: RecordReader, slug: string, filter: HistoryFilter, limit: number): Promise<HistoryItem[]> {
  const all: HistoryItem[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await reader.history(slug, { ...filter, after: last && keyOf(last) }, limit);
    expect(page.length).toBeLessThanOrEqual(limit);
    all.push(...page);
    if (page.length < limit) return all;
  }
}

test("pages of history contain every matching line once, newest effective time first, for any filter and view", async () => {
  let found = 0;
  for (const { crossing, scene } of logged) {
    const reports = await loadRecord(loan.db, [crossing.slug]);
    // Some bounds equal the start of a line, because mistakes are most likely there.
    const starts = reports.flatMap(({ statusChanges }) =>
      statusChanges.map(({ effectiveAt }) => startOf(effectiveAt, crossing.timeZone)),
    );
    const bound = fc.option(
      fc.oneof(instantsOf(scene, true), ...(starts.length > 0 ? [fc.constantFrom(...starts)] : [])),
      {
        nil: undefined,
      },
    );
    const asked = fc.record({
      from: bound,
      to: bound,
      mode: fc.option(fc.constantFrom(...SERVICES.map(({ mode }) => mode)), { nil: undefined }),
      direction: fc.option(fc.constantFrom(...SERVICES.map(({ direction }) => direction)), { nil: undefined }),
      knownAt: fc.option(fc.constantFrom(...reports.map(({ recordedAt }) => recordedAt)), { nil: undefined }),
    });
    for (const filter of fc.sample(asked, { numRuns: 12, seed: found })) {
      const wanted = naive(reports, crossing.timeZone, filter);
      for (const limit of [3, 500]) {
        const items = await paged(readDatabase(loan.db), crossing.slug, filter, limit);
        expect(items.map((item) => placeOf(...keyOf(item)))).toEqual(wanted);
        same(await paged(memory, crossing.slug, filter, limit), items);
      }
      found += wanted.length;
    }
  }
  expect(HISTORY_KINDS).toEqual(["claim", "hours", "status", "exception"]);
  expect(found).toBeGreaterThan(100);
});
