import type { Context } from "../../context.ts";
import { isInCounty } from "../../domain/places/county.ts";
import type { AskedServices, Crossing } from "../../domain/places/crossing.ts";
import { isInState } from "../../domain/places/region.ts";
import type { Report } from "../../domain/record/report.ts";
import { loadCrossings } from "../../store/record/crossings.ts";
import { loadReports, loadReportsOf } from "../../store/record/reports.ts";
import { getCrossing } from "../crossings/get-crossing.ts";
import { refuseNoService } from "../crossings/get-status.ts";

/** The newest reports, with data to describe them. */
export interface News {
  /** Reports, newest first. */
  reports: Report[];
  /** Reports withdrawn by retractions among `reports`, by id. */
  withdrawn: Map<string, Report>;
  /** All crossings by slug. */
  crossings: Map<string, Crossing>;
}

/** Selects crossings and services. A missing condition means all. */
export interface NewsFilter extends AskedServices {
  crossing?: string;
  state?: string | undefined;
  /** FIPS code or name of a county. */
  county?: string | undefined;
}

/**
 * Lists the newest reports about a crossing, about the crossings of a state or county, or about any crossing. If a mode
 * or direction is given, lists only reports with a line about such a service. Includes withdrawn reports and
 * retractions.
 * @throws Refusal `not_found` for an unknown crossing, `invalid` if it has no requested service
 */
export async function listNews(
  ctx: Context,
  { crossing: slug, state, county, mode, direction }: NewsFilter,
  limit: number,
): Promise<News> {
  const crossing = slug === undefined ? undefined : await getCrossing(ctx, slug);
  if (crossing !== undefined) refuseNoService(crossing, { mode, direction });
  const crossings = await loadCrossings(ctx.db);
  const asked = [...crossings.values()].filter(
    (each) => isInState(each, state) && isInCounty(each, county) && (slug ?? each.slug) === each.slug,
  );
  const lines =
    mode === undefined && direction === undefined && county === undefined
      ? undefined
      : { mode, direction, crossings: asked.map((each) => each.slug) };
  const reports = await loadReports(ctx.db, { crossing: slug, state, lines }, limit);
  const targets = reports.flatMap(({ retracts }) => (retracts === null ? [] : [retracts]));
  const withdrawn = await loadReportsOf(ctx.db, targets);
  return { reports, crossings, withdrawn: new Map(withdrawn.map((report) => [report.id, report])) };
}
