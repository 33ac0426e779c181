import type { Context } from "../../context.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { findNearestAreas } from "../../domain/places/place-names.ts";
import { UnknownCrossing } from "../../domain/places/unknown-crossing.ts";
import { loadCrossing } from "../../store/record/crossings.ts";
import { allCrossings } from "./all-crossings.ts";

/**
 * Returns one crossing.
 * @throws UnknownCrossing with the crossings that have the most similar names
 */
export async function getCrossing(ctx: Context, slug: string): Promise<Crossing> {
  const crossing = ctx.snapshot === undefined ? await loadCrossing(ctx.db, slug) : ctx.snapshot.crossings().get(slug);
  if (crossing === undefined) throw new UnknownCrossing(slug, await allCrossings(ctx));
  return crossing;
}

/**
 * Throws if `name` is not a slug but resembles the name of a crossing or an area. Ignores names with a full stop, which
 * are names of files, such as `favicon.ico`.
 * @throws UnknownCrossing
 */
export async function refuseMissing(ctx: Context, name: string): Promise<void> {
  const crossings = await allCrossings(ctx);
  if (crossings.has(name) || name.includes(".")) return;
  const unknown = new UnknownCrossing(name, crossings, findNearestAreas(name, crossings));
  if (unknown.nearest.length > 0) throw unknown;
}
