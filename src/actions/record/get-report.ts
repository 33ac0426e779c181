import type { Context } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import type { Report } from "../../domain/record/report.ts";
import { loadReport } from "../../store/record/reports.ts";

/**
 * Returns one report with all its lines.
 * @throws Refusal `not_found`
 */
export async function getReport(ctx: Context, id: string): Promise<Report> {
  const report = await loadReport(ctx.db, id);
  if (report === undefined) throw new Refusal("not_found", ["unknownReport", id]);
  return report;
}
