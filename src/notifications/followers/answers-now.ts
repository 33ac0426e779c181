import type { Temporal } from "temporal-polyfill";
import { allCrossings } from "../../actions/crossings/all-crossings.ts";
import { answerCrossings } from "../../actions/crossings/answer-crossings.ts";
import { fromDatabase } from "../../actions/notifications/describe-event.ts";
import type { Context } from "../../context.ts";
import type { ToldChange } from "../../domain/notifications/follower-content.ts";
import type { CrossingStatus } from "../../domain/status/crossing-status.ts";
import { compareInstants } from "../../domain/time/moment.ts";

/**
 * Returns the answers about the crossings of the changes at the time of the message, with the readings of the feed and the
 * reports that wait for a second operator: these may put an opening in doubt. By this machine's clock, which may be
 * slightly behind, the last change could be in the future.
 */
export async function answersNow(
  ctx: Context,
  items: readonly ToldChange[],
): Promise<{ at: Temporal.Instant; answers: CrossingStatus[] }> {
  const last = items.at(-1)?.at ?? ctx.now;
  const now = compareInstants(last, ctx.now) > 0 ? last : ctx.now;
  const slugs = new Set(items.flatMap(({ services }) => services.map(({ crossing }) => crossing)));
  const crossings = [...(await allCrossings(ctx)).values()].filter(({ slug }) => slugs.has(slug));
  const { snapshot: _, ...stored } = fromDatabase(ctx, now);
  return answerCrossings(stored, crossings, {});
}
