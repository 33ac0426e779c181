import type { Context } from "../../context.ts";
import { zonesOf } from "../../domain/places/crossing.ts";
import { crossingsOf, type ReportLines } from "../../domain/record/report.ts";
import { type StillRestricted, stillRestrictedAfter } from "../../domain/status/still-restricted.ts";
import { compareInstants, startOf } from "../../domain/time/moment.ts";
import { loadTimelines } from "../../store/record/timelines.ts";
import { allCrossings } from "../crossings/all-crossings.ts";

/** Returns the services that a recorded report opens and that stay restricted. */
export async function findStillRestricted(ctx: Context, { statusChanges }: ReportLines): Promise<StillRestricted[]> {
  const lines = {
    statusChanges: statusChanges.filter(({ status }) => status === "open"),
    hoursChanges: [],
    claims: [],
    counts: [],
  };
  const crossings = await allCrossings(ctx);
  const [first] = lines.statusChanges
    .map(({ service, effectiveAt }) => startOf(effectiveAt, zonesOf(crossings)(service.crossing)))
    .sort(compareInstants);
  if (first === undefined) return [];
  const touched = crossingsOf(lines).flatMap((slug) => crossings.get(slug) ?? []);
  return stillRestrictedAfter(lines, await loadTimelines(ctx.db, touched, { view: {}, at: first, onward: true }));
}
