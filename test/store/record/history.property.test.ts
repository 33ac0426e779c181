import fc from "fast-check";
import { HISTORY_KINDS, type HistoryItem, keyOf } from "../../../src/domain/record/history.ts";
import type { Report } from "../../../src/domain/record/report.ts";
import { startOf } from "../../../src/domain/time/moment.ts";
import { type HistoryFilter, loadHistory } from "../../../src/store/record/history.ts";
import { loadRecord } from "../../../src/store/record/reports.ts";
import { instantsOf, SERVICES } from "../../domain/arbitrary.ts";
import { append, appendAnnouncements, type LoggedCrossing, makeLoggedCrossings } from "../../support/logs.ts";
import { useDatabase } from "../../support/use-database.ts";

const loan = useDatabase();
let logged: LoggedCrossing[];
beforeAll(async () => {
  logged = await makeLoggedCrossings(loan.db, 20 * Number(process.env.GARITA_RUNS ?? 1));
  for (const one of logged) {
    for (const report of one.reports) await append(loan.db, one, report);
    await appendAnnouncements(loan.db, one);
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

async function paged(slug: string, filter: HistoryFilter, limit: number): Promise<HistoryItem[]> {
  const all: HistoryItem[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await loadHistory(loan.db, slug, { ...filter, after: last && keyOf(last) }, limit);
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
        const items = await paged(crossing.slug, filter, limit);
        expect(items.map((item) => placeOf(...keyOf(item)))).toEqual(wanted);
      }
      found += wanted.length;
    }
  }
  expect(HISTORY_KINDS).toEqual(["claim", "hours", "status", "exception"]);
  expect(found).toBeGreaterThan(100);
});
