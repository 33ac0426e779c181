import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** An event waiting for delivery to a subscription. */
export interface QueuedDelivery {
  id: string;
  /** Crossings, or other subjects, for which events must stay in order. */
  touches: readonly string[];
  /** Time of the next attempt. Null before the first attempt. */
  nextAttemptAt: Temporal.Instant | null;
}

/** Error of a delivery whose receiver asked to wait: it begins with this status. */
const ASKED_TO_WAIT = /^answered 429\b/;

/** Returns true if a receiver has asked for a wait that is not over. Other messages would count against their sender. */
export const isHeldAt = (
  queue: readonly (QueuedDelivery & { lastError: string | null })[],
  now: Temporal.Instant,
): boolean =>
  queue.some(
    ({ nextAttemptAt, lastError }) =>
      ASKED_TO_WAIT.test(lastError ?? "") && nextAttemptAt !== null && compareInstants(nextAttemptAt, now) > 0,
  );

/**
 * Returns the deliveries that may be sent at `now`: those that are due and have no earlier delivery about the same
 * crossing. So no subscriber hears of a reopening before the closure.
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
