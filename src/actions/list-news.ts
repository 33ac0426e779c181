import type { Context } from "../context.ts";
import type { Crossing } from "../domain/crossing.ts";
import type { Report } from "../domain/report.ts";
import type { State } from "../domain/words.ts";
import { loadCrossings } from "../store/crossings.ts";
import { loadReports, loadReportsOf } from "../store/reports.ts";
import { getCrossing } from "./get-crossing.ts";

/** The newest reports, with what it takes to tell them. */
export interface News {
  /** Newest first. */
  reports: Report[];
  /** By its id, each report that one of them withdraws. */
  withdrawn: Map<string, Report>;
  /** All crossings, by slug. */
  crossings: Map<string, Crossing>;
}

/**
 * The newest reports that touch a crossing, or a state, or all of them: withdrawn ones and retractions too.
 * @throws Refusal `not_found` for a crossing that there is not
 */
export async function listNews(
  ctx: Context,
  filter: { crossing?: string; state?: State | undefined },
  limit: number,
): Promise<News> {
  if (filter.crossing !== undefined) await getCrossing(ctx, filter.crossing);
  const [reports, crossings] = await Promise.all([loadReports(ctx.db, filter, limit), loadCrossings(ctx.db)]);
  const targets = reports.flatMap(({ retracts }) => (retracts === null ? [] : [retracts]));
  const withdrawn = await loadReportsOf(ctx.db, targets);
  return { reports, crossings, withdrawn: new Map(withdrawn.map((report) => [report.id, report])) };
}
