import type { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { type Crossing, serviceKey } from "../domain/crossing.ts";
import type { KnownCrossing } from "../domain/known.ts";
import { type Standing, standingAt } from "../domain/standing.ts";
import { WORK_KINDS, type WorkKind, workOf } from "../domain/work.ts";
import { allCrossings } from "./all-crossings.ts";
import { loadKnown } from "./load-known.ts";

/** Services of one crossing that give an operator the same to look into. */
export interface WorkItem {
  kind: WorkKind;
  crossing: Crossing;
  standings: Standing[];
}

/** What there is to look into now: the most pressing kind first, along the border in each. */
export async function listWork(ctx: Context): Promise<{ at: Temporal.Instant; items: WorkItem[] }> {
  const crossings = await allCrossings(ctx);
  const at = ctx.now;
  const known =
    ctx.board === undefined
      ? await loadKnown(ctx, [...crossings.values()], { view: {}, at, onward: true }, true)
      : await ctx.board.known([...crossings.keys()], ctx.now);
  const items = WORK_KINDS.flatMap((kind) =>
    known.flatMap((each) => {
      const standings = standingsWith(each, kind, at, ctx);
      return standings.length === 0 ? [] : [{ kind, crossing: each.crossing, standings }];
    }),
  );
  return { at, items };
}

function standingsWith(
  { crossing, timelines, observations }: KnownCrossing,
  kind: WorkKind,
  at: Temporal.Instant,
  { thresholds }: Context,
): Standing[] {
  return crossing.services.flatMap((service) => {
    const key = serviceKey({ crossing: crossing.slug, ...service });
    const timeline = timelines.get(key);
    const observation = observations.get(key) ?? null;
    if (timeline === undefined) return [];
    const standing = standingAt(timeline, at, observation, thresholds);
    return workOf(standing, observation).includes(kind) ? [standing] : [];
  });
}
