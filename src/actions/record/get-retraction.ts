import type { Context } from "../../context.ts";
import type { Report } from "../../domain/record/report.ts";
import { loadRetraction } from "../../store/record/reports.ts";

/** Returns the retraction of a report, or undefined. */
export const getRetraction = (ctx: Context, id: string): Promise<Report | undefined> => loadRetraction(ctx.db, id);
