import type { Context } from "../../context.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { loadCrossings } from "../../store/record/crossings.ts";

/** Returns all crossings by slug, in order along the border within each state. */
export const allCrossings = async (ctx: Context): Promise<ReadonlyMap<string, Crossing>> =>
  ctx.snapshot?.crossings() ?? loadCrossings(ctx.db);
