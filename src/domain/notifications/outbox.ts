import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** An event waiting for delivery to a subscription. */
export interface QueuedDelivery {
  id: string;
  /** Crossings that the event affects, or other subjects about which events must stay in order. */
  touches: readonly string[];
  /** Time of the next attempt. Null before the first attempt. */
  nextAttemptAt: Temporal.Instant | null;
}

/**
 * Returns the deliveries of a queue that may be sent at `now`. A delivery may be sent if it is due and no earlier
 * delivery about the same crossings is waiting. The order ensures that no subscriber learns of the end of a restriction
 * before its beginning.
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
