import { type Crossing, zonesOf } from "../../domain/places/crossing.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import type { Database } from "../../store/database.ts";
import { appendReport, knownIds } from "../../store/record/reports.ts";
import { newReport } from "./new-report.ts";

/** A report that comes with its id: given again, it is the same report. */
export interface KnownDraft {
  id: string;
  draft: ReportDraft;
}

/**
 * Records, in their order, those of some reports whose ids are not on record. What was retracted is on record, and so stays
 * retracted.
 * @throws Refusal `invalid` where a draft is unsound; none of these is recorded then
 * @returns how many were recorded
 */
export async function recordMissing(
  db: Database,
  crossings: ReadonlyMap<string, Crossing>,
  recordedBy: string,
  given: readonly KnownDraft[],
): Promise<number> {
  const known = await knownIds(
    db,
    given.map(({ id }) => id),
  );
  const missing = new Map(given.filter(({ id }) => !known.has(id)).map(({ id, draft }) => [id, draft]));
  const reports = [...missing].map(([id, draft]) => newReport(draft, crossings, { id, recordedBy }));
  // They are appended in their order, many in one transaction.
  await Promise.all(reports.map((report) => appendReport(db, report, zonesOf(crossings))));
  return reports.length;
}
