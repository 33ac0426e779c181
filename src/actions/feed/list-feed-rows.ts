import type { Context } from "../../context.ts";
import type { FeedRow } from "../../domain/places/crossing.ts";
import { loadCrossings } from "../../store/record/crossings.ts";

/** Returns the allow-list of feed rows, each with its crossing. */
export async function listFeedRows(ctx: Context): Promise<(FeedRow & { crossing: string })[]> {
  const crossings = await loadCrossings(ctx.db);
  return [...crossings.values()].flatMap(({ slug, feedRows }) => feedRows.map((row) => ({ crossing: slug, ...row })));
}
