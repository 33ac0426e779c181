import type { Context } from "../context.ts";
import type { Crossing } from "../domain/crossing.ts";
import { Refusal } from "../domain/errors.ts";
import { loadCrossing } from "../store/crossings.ts";

/** One crossing. @throws Refusal `not_found` */
export async function getCrossing(ctx: Context, slug: string): Promise<Crossing> {
  const crossing = ctx.board === undefined ? await loadCrossing(ctx.db, slug) : ctx.board.crossings().get(slug);
  if (crossing === undefined) throw new Refusal("not_found", `There is no crossing '${slug}'.`);
  return crossing;
}
