import type { ActorContext } from "../../context.ts";
import { type Crossing, zonesOf } from "../../domain/places/crossing.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import { crossingsOf } from "../../domain/record/report.ts";
import { MOST_TOGETHER } from "../../store/append/append.ts";
import type { NewReport } from "../../store/append/report-document.ts";
import type { Database } from "../../store/database.ts";
import { appendReport, appendTogether, isTaken, knownIds, retractedIds } from "../../store/record/reports.ts";
import type { RestrictedService } from "../../store/record/status-lines.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { allCrossings } from "../crossings/all-crossings.ts";
import { checkLifts } from "../restrictions/check-lifts.ts";
import { newReport } from "./new-report.ts";

/** A draft with a fixed id. */
export interface KnownDraft {
  id: string;
  draft: ReportDraft;
}

/**
 * Records, in order, the reports whose ids are not on record. A retracted report is on record, so it stays retracted.
 * @throws Refusal `invalid` if a draft is invalid; none is then recorded
 * @returns the number of reports recorded
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
  const reports = await acceptKnownDrafts(
    db,
    crossings,
    recordedBy,
    [...missing].map(([id, draft]) => ({ id, draft })),
  );
  await appendInOrder(db, crossings, reports);
  return reports.length;
}

/** Maximum number of drafts that {@link recordTogether} takes. */
export const MOST_DRAFTS_TOGETHER = MOST_TOGETHER.reports;

/**
 * Records, in one transaction, the reports whose ids are not on record yet: all of them or none. Repeating the call
 * records nothing more. Takes at most {@link MOST_DRAFTS_TOGETHER} drafts.
 * @throws Refusal `invalid` if any draft is invalid
 * @returns the number of reports recorded
 */
export async function recordTogether(ctx: ActorContext, given: readonly KnownDraft[]): Promise<number> {
  const { db, actor, snapshot } = ctx;
  const crossings = await allCrossings(ctx);
  const ids = given.map(({ id }) => id);
  const attempt = async (): Promise<number> => {
    const known = await knownIds(db, ids);
    const missing = given.filter(({ id }) => !known.has(id));
    if (missing.length === 0) return 0;
    const reports = await acceptKnownDrafts(db, crossings, actor.name, missing);
    await appendTogether(db, reports, zonesOf(crossings));
    snapshot?.record(reports.flatMap((report) => crossingsOf(report)));
    return reports.length;
  };
  try {
    return await attempt();
  } catch (error) {
    // Another request, such as a second click, recorded the same reports at the same time. The second attempt finds
    // them.
    if (!isTaken(error, "report_pkey")) throw error;
    return attempt();
  }
}

/** What is on record under an id. */
export type KnownAs = "recorded" | "withdrawn";

/** Returns which of the given ids are on record, and whether the report of each was withdrawn. */
export async function knownReports({ db }: ActorContext, ids: readonly string[]): Promise<Map<string, KnownAs>> {
  const [known, retracted] = await Promise.all([knownIds(db, ids), retractedIds(db, ids)]);
  return new Map([...known].map((id) => [id, retracted.has(id) ? "withdrawn" : "recorded"]));
}

/**
 * Converts drafts to reports, in order.
 * @throws Refusal `invalid` if a draft is invalid
 */
export async function acceptKnownDrafts(
  db: Database,
  crossings: ReadonlyMap<string, Crossing>,
  recordedBy: string,
  drafts: readonly KnownDraft[],
): Promise<NewReport[]> {
  const reports: NewReport[] = [];
  const earlier = new Map<string, RestrictedService[]>();
  for (const { id, draft } of drafts) {
    const report = newReport(draft, crossings, { id, recordedBy });
    await checkLifts(db, draft, earlier);
    await yieldTurn();
    reports.push(report);
    const restricting = report.statusChanges.filter(({ status }) => status !== "open");
    earlier.set(
      id,
      restricting.map(({ service }) => ({ ...service, reportId: id })),
    );
  }
  return reports;
}

/** Appends reports in the given order. Several share a transaction. */
export async function appendInOrder(
  db: Database,
  crossings: ReadonlyMap<string, Crossing>,
  reports: readonly NewReport[],
): Promise<void> {
  await Promise.all(reports.map((report) => appendReport(db, report, zonesOf(crossings))));
}
