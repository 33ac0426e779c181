import type { Context } from "../../context.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { loadCrossings } from "../../store/record/crossings.ts";

/** All crossings by slug, in the order in which they lie along the border of each state. */
export const allCrossings = async (ctx: Context): Promise<ReadonlyMap<string, Crossing>> =>
  ctx.board?.crossings() ?? loadCrossings(ctx.db);
