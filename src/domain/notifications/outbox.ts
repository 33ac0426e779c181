import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** One event that a subscription waits for. */
export interface Waiting {
  id: string;
  /** The crossings that it touches, or whatever else it must keep its place about. */
  touches: readonly string[];
  /** When it is to be tried again; null for the first time. */
  nextAttemptAt: Temporal.Instant | null;
}

/**
 * Those of a queue that may be sent at `now`: they are due, and nothing before them touches what they touch. Whatever
 * waits keeps back what comes after it about the same crossing, so that nobody hears the end before the beginning.
 */
export function readyAt<Delivery extends Waiting>(queue: readonly Delivery[], now: Temporal.Instant): Delivery[] {
  const taken = new Set<string>();
  return queue.filter(({ touches, nextAttemptAt }) => {
    const isFirst = !touches.some((touched) => taken.has(touched));
    for (const touched of touches) taken.add(touched);
    return isFirst && (nextAttemptAt === null || compareInstants(nextAttemptAt, now) <= 0);
  });
}
