import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { REVIEW_KINDS, type ReviewKind, reviewKindsOf } from "../../domain/assessment/review-queue.ts";
import { type Crossing, serviceKey } from "../../domain/places/crossing.ts";
import type { KnownCrossing } from "../../domain/status/snapshot.ts";
import { type Standing, standingAt } from "../../domain/status/standing.ts";
import { yieldTurn } from "../../yield-turn.ts";
import { allCrossings } from "./all-crossings.ts";
import { loadKnownCrossings } from "./load-known-crossings.ts";

/** Services of a crossing that an operator must look at, all for the same reason. */
export interface ReviewItem {
  kind: ReviewKind;
  crossing: Crossing;
  standings: Standing[];
}

/** Lists the current problems for operators: the most urgent kind first, then along the border. */
export async function listReviewQueue(ctx: Context): Promise<{ at: Temporal.Instant; items: ReviewItem[] }> {
  const crossings = await allCrossings(ctx);
  const at = ctx.now;
  const known =
    ctx.snapshot === undefined
      ? await loadKnownCrossings(ctx, [...crossings.values()], { view: {}, at, onward: true }, true)
      : await ctx.snapshot.known([...crossings.keys()], ctx.now);
  const items: ReviewItem[] = [];
  for (const each of known) {
    items.push(...workItemsOf("unpack" in each ? await each.unpack() : each, at, ctx));
    await yieldTurn();
  }
  return { at, items: REVIEW_KINDS.flatMap((kind) => items.filter((item) => item.kind === kind)) };
}

function workItemsOf(
  { crossing, timelines, observations }: KnownCrossing,
  at: Temporal.Instant,
  { thresholds }: Context,
): ReviewItem[] {
  const works = crossing.services.flatMap((service) => {
    const key = serviceKey({ crossing: crossing.slug, ...service });
    const timeline = timelines.get(key);
    if (timeline === undefined) return [];
    const observation = observations.get(key) ?? null;
    const standing = standingAt(timeline, at, observation, thresholds);
    return [{ standing, kinds: reviewKindsOf(standing, observation) }];
  });
  return REVIEW_KINDS.flatMap((kind) => {
    const standings = works.flatMap(({ standing, kinds }) => (kinds.includes(kind) ? [standing] : []));
    return standings.length === 0 ? [] : [{ kind, crossing, standings }];
  });
}
