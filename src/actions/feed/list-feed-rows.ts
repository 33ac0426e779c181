import type { Context } from "../../context.ts";
import type { FeedRow } from "../../domain/places/crossing.ts";
import { entryDirection } from "../../domain/places/region.ts";
import type { Direction } from "../../domain/vocabulary.ts";
import { loadCrossings } from "../../store/record/crossings.ts";

/** The rows of the feed that count, each with the crossing that it speaks of. */
export async function listFeedRows(ctx: Context): Promise<(FeedRow & { crossing: string; direction: Direction })[]> {
  const crossings = await loadCrossings(ctx.db);
  return [...crossings.values()].flatMap((crossing) =>
    crossing.feedRows.map((row) => ({ crossing: crossing.slug, direction: entryDirection(crossing), ...row })),
  );
}
