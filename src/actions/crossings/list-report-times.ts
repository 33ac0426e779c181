import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { recordIn } from "../../store/record/record-reader.ts";
import { allCrossings } from "./all-crossings.ts";

/** A crossing, and the time at which the last report or retraction on it was recorded. Null if there is none. */
export interface CrossingReportTime {
  crossing: Crossing;
  reportedAt: Temporal.Instant | null;
}

/** Lists all crossings in order, each with the time of its last report. */
export async function listReportTimes(ctx: Context): Promise<CrossingReportTime[]> {
  const crossings = await allCrossings(ctx);
  const times = await recordIn(ctx).affectedTimes([...crossings.keys()]);
  return [...crossings.values()].map((crossing) => ({ crossing, reportedAt: times.get(crossing.slug) ?? null }));
}
