import type { Context } from "../../context.ts";
import type { Report } from "../../domain/record/report.ts";
import { type AskedPeriod, refuseReversed } from "../../domain/time/asked-period.ts";
import { endOf, startOf } from "../../domain/time/moment.ts";
import { loadReports, type ReportFilter } from "../../store/record/reports.ts";
import { getCrossing } from "../crossings/get-crossing.ts";

/** Selects reports. `from` and `to` are recording times. */
export interface ReportsQuestion extends Omit<ReportFilter, "from" | "to">, AskedPeriod {}

/**
 * Returns a page of reports, newest first. `next` is the `seq` before which the next page starts, or null. Days and
 * months in `from` and `to` are local to the crossing, or in UTC without one.
 * @throws Refusal `not_found` for an unknown crossing, `invalid` if `from` is after `to`
 */
export async function listReports(
  ctx: Context,
  { from, to, ...filter }: ReportsQuestion,
  limit: number,
): Promise<{ reports: Report[]; next: number | null }> {
  const zone = filter.crossing === undefined ? "UTC" : (await getCrossing(ctx, filter.crossing)).timeZone;
  refuseReversed({ from, to }, zone);
  const period = { from: from && startOf(from, zone), to: to && endOf(to, zone) };
  const reports = await loadReports(ctx.db, { ...filter, ...period }, limit + 1);
  const page = reports.slice(0, limit);
  return { reports: page, next: reports.length > limit ? (page.at(-1)?.seq ?? null) : null };
}
