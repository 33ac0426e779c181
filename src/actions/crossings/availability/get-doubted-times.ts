import type { Context } from "../../../context.ts";
import { type DoubtedTime, doubtedTimesOf } from "../../../domain/availability/doubted-time.ts";
import type { Crossing } from "../../../domain/places/crossing.ts";
import { serviceKey } from "../../../domain/places/crossing.ts";
import type { RecordView } from "../../../domain/record/timeline.ts";
import type { Period } from "../../../domain/time/moment.ts";
import { recordIn } from "../../../store/record/record-reader.ts";
import { yieldTurn } from "../../../yield-turn.ts";
import { loadTrafficOf } from "../load-traffic.ts";
import { horizonOf, refuseFuture } from "../status-question.ts";

/**
 * Returns the times within a period when it was not certain whether a service of the crossing was open. They are
 * grouped by service, oldest first. The period may end in the future.
 * @throws Refusal `invalid` if `knownAt` is in the future
 */
export async function getDoubtedTimes(
  ctx: Context,
  crossing: Crossing,
  { from, to }: Period,
  view: RecordView,
): Promise<DoubtedTime[]> {
  refuseFuture(view.knownAt, ctx.now);
  const [timelines, traffic] = await Promise.all([
    recordIn(ctx).timelines([crossing], { view, at: from, onward: true, until: to }),
    loadTrafficOf(ctx, [crossing.slug], { from, to }, horizonOf(view, ctx.now)),
  ]);
  const span = { from: from.epochMilliseconds, to: to.epochMilliseconds };
  const times: DoubtedTime[] = [];
  for (const timeline of timelines.values()) {
    times.push(...doubtedTimesOf(timeline, span, ctx.thresholds, traffic.get(serviceKey(timeline.service)) ?? []));
    await yieldTurn();
  }
  return times;
}
