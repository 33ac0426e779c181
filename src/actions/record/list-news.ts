import type { Context } from "../../context.ts";
import type { AskedServices, Crossing } from "../../domain/places/crossing.ts";
import { isInState } from "../../domain/places/region.ts";
import type { Report } from "../../domain/record/report.ts";
import { loadCrossings } from "../../store/record/crossings.ts";
import { loadReports, loadReportsOf } from "../../store/record/reports.ts";
import { getCrossing } from "../crossings/get-crossing.ts";
import { refuseNoService } from "../crossings/get-status.ts";

/** The newest reports, with what it takes to tell them. */
export interface News {
  /** Newest first. */
  reports: Report[];
  /** By its id, each report that one of them withdraws. */
  withdrawn: Map<string, Report>;
  /** All crossings, by slug. */
  crossings: Map<string, Crossing>;
}

/** Of which crossings, and of which of their services, something is told; all where nothing is named. */
export interface NewsFilter extends AskedServices {
  crossing?: string;
  state?: string | undefined;
}

/**
 * The newest reports that touch a crossing, or a state, or all of them, by any line or by one on a mode and a direction: withdrawn
 * ones and retractions too.
 * @throws Refusal `not_found` for a crossing that there is not, `invalid` for services that it has not
 */
export async function listNews(
  ctx: Context,
  { crossing: slug, state, mode, direction }: NewsFilter,
  limit: number,
): Promise<News> {
  const crossing = slug === undefined ? undefined : await getCrossing(ctx, slug);
  if (crossing !== undefined) refuseNoService(crossing, { mode, direction });
  const crossings = await loadCrossings(ctx.db);
  const asked = [...crossings.values()].filter((each) => isInState(each, state) && (slug ?? each.slug) === each.slug);
  const lines =
    mode === undefined && direction === undefined
      ? undefined
      : { mode, direction, crossings: asked.map((each) => each.slug) };
  const reports = await loadReports(ctx.db, { crossing: slug, state, lines }, limit);
  const targets = reports.flatMap(({ retracts }) => (retracts === null ? [] : [retracts]));
  const withdrawn = await loadReportsOf(ctx.db, targets);
  return { reports, crossings, withdrawn: new Map(withdrawn.map((report) => [report.id, report])) };
}
