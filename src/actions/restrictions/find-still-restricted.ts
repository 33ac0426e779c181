import type { Context } from "../../context.ts";
import { type Crossing, zonesOf } from "../../domain/places/crossing.ts";
import { crossingsOf, type ReportLines } from "../../domain/record/report.ts";
import { type StillRestricted, stillRestrictedAfter } from "../../domain/status/still-restricted.ts";
import { compareInstants, startOf } from "../../domain/time/moment.ts";
import type { Database } from "../../store/database.ts";
import { loadTimelines } from "../../store/record/timelines.ts";
import { allCrossings } from "../crossings/all-crossings.ts";

/** Returns the services that a recorded report opens but that stay restricted. */
export const findStillRestricted = async (ctx: Context, lines: ReportLines): Promise<StillRestricted[]> =>
  loadStillRestricted(ctx.db, await allCrossings(ctx), lines);

/** Does the same as {@link findStillRestricted} without a request's context. */
export async function loadStillRestricted(
  db: Database,
  crossings: ReadonlyMap<string, Crossing>,
  { statusChanges }: ReportLines,
): Promise<StillRestricted[]> {
  const opened = statusChanges.filter(({ status }) => status === "open");
  const lines = { statusChanges: opened, hoursChanges: [], hoursExceptions: [], claims: [], counts: [] };
  const [first] = opened
    .map(({ service, effectiveAt }) => startOf(effectiveAt, zonesOf(crossings)(service.crossing)))
    .sort(compareInstants);
  if (first === undefined) return [];
  const touched = crossingsOf(lines).flatMap((slug) => crossings.get(slug) ?? []);
  return stillRestrictedAfter(lines, await loadTimelines(db, touched, { view: {}, at: first, onward: true }));
}
