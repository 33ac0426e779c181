import type { Context } from "../../context.ts";
import type { FeedRow } from "../../domain/places/crossing.ts";
import { loadCrossings } from "../../store/record/crossings.ts";

/** The rows of the feed that count, each with the crossing that it speaks of. */
export async function listFeedRows(ctx: Context): Promise<(FeedRow & { crossing: string })[]> {
  const crossings = await loadCrossings(ctx.db);
  return [...crossings.values()].flatMap(({ slug, feedRows }) => feedRows.map((row) => ({ crossing: slug, ...row })));
}
