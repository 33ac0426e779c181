import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** One event waiting to be delivered to a subscription. */
export interface QueuedDelivery {
  id: string;
  /** The crossings that the event affects, or other subjects for which it must keep its order. */
  touches: readonly string[];
  /** When to try again; null before the first attempt. */
  nextAttemptAt: Temporal.Instant | null;
}

/**
 * Returns the deliveries of a queue that may be sent at `now`: those that are due, with no earlier delivery about the
 * same crossings. A waiting delivery blocks all later ones about the same crossing, so that no subscriber learns of an
 * end before its beginning.
 */
export function readyAt<Delivery extends QueuedDelivery>(
  queue: readonly Delivery[],
  now: Temporal.Instant,
): Delivery[] {
  const taken = new Set<string>();
  return queue.filter(({ touches, nextAttemptAt }) => {
    const isFirst = !touches.some((touched) => taken.has(touched));
    for (const touched of touches) taken.add(touched);
    return isFirst && (nextAttemptAt === null || compareInstants(nextAttemptAt, now) <= 0);
  });
}
