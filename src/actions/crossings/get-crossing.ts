import type { Context } from "../../context.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { UnknownCrossing } from "../../domain/places/unknown-crossing.ts";
import { loadCrossing } from "../../store/record/crossings.ts";
import { allCrossings } from "./all-crossings.ts";

/**
 * Returns one crossing.
 * @throws UnknownCrossing, which names the crossings with the most similar names
 */
export async function getCrossing(ctx: Context, slug: string): Promise<Crossing> {
  const crossing = ctx.snapshot === undefined ? await loadCrossing(ctx.db, slug) : ctx.snapshot.crossings().get(slug);
  if (crossing === undefined) throw new UnknownCrossing(slug, await allCrossings(ctx));
  return crossing;
}

/**
 * Throws if `name` is not the slug of a crossing but resembles the names of some crossings. A name with a full stop is
 * accepted, because it is the name of a file, such as `favicon.ico`.
 * @throws UnknownCrossing
 */
export async function refuseMissing(ctx: Context, name: string): Promise<void> {
  const crossings = await allCrossings(ctx);
  if (crossings.has(name) || name.includes(".")) return;
  const unknown = new UnknownCrossing(name, crossings);
  if (unknown.nearest.length > 0) throw unknown;
}
