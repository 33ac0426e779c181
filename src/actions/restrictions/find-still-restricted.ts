import type { Context } from "../../context.ts";
import { type Crossing, serviceKey, zonesOf } from "../../domain/places/crossing.ts";
import type { ReportLines } from "../../domain/record/report.ts";
import { type StillRestricted, stillRestrictedAfter } from "../../domain/status/still-restricted.ts";
import { startOf } from "../../domain/time/moment.ts";
import type { Database } from "../../store/database.ts";
import { loadStatusUpTo } from "../../store/record/status-lines.ts";
import { allCrossings } from "../crossings/all-crossings.ts";

/** Returns the services that a recorded report opens but that stay restricted. */
export const findStillRestricted = async (ctx: Context, lines: ReportLines): Promise<StillRestricted[]> =>
  loadStillRestricted(ctx.db, await allCrossings(ctx), lines);

/** Does the same as {@link findStillRestricted} without a request's context. */
export async function loadStillRestricted(
  db: Database,
  crossings: ReadonlyMap<string, Crossing>,
  { statusChanges }: Pick<ReportLines, "statusChanges">,
): Promise<StillRestricted[]> {
  // An opening that lifts everything leaves no restriction.
  const opened = statusChanges.filter(({ status, lifts }) => status === "open" && lifts !== "all");
  const asked = opened.map(({ service, effectiveAt }) => {
    const zone = zonesOf(crossings)(service.crossing);
    return { service, zone, at: startOf(effectiveAt, zone) };
  });
  const timelines = await loadStatusUpTo(db, asked);
  return opened.flatMap((change, i) => {
    const timeline = timelines[i];
    return timeline === undefined
      ? []
      : stillRestrictedAfter({ statusChanges: [change] }, new Map([[serviceKey(change.service), timeline]]));
  });
}
