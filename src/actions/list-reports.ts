import type { Context } from "../context.ts";
import type { Report } from "../domain/report.ts";
import { loadReports, type ReportFilter } from "../store/reports.ts";
import { getCrossing } from "./get-crossing.ts";

/**
 * A page of reports, newest first; `next` is the `seq` before which the next page starts, or null.
 * @throws Refusal `not_found` for a crossing that there is not
 */
export async function listReports(
  ctx: Context,
  filter: ReportFilter,
  limit: number,
): Promise<{ reports: Report[]; next: number | null }> {
  if (filter.crossing !== undefined) await getCrossing(ctx, filter.crossing);
  const reports = await loadReports(ctx.db, filter, limit + 1);
  const page = reports.slice(0, limit);
  return { reports: page, next: reports.length > limit ? (page.at(-1)?.seq ?? null) : null };
}
