import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** Recorded results of the polls of CBP's feed. */
export interface FeedReach {
  /** Time of the last successful poll. Null if none has succeeded yet. */
  reachedAt: Temporal.Instant | null;
  /** Number of failed polls since the last success, counted up to {@link MOST_FAILURES}. */
  failures: number;
}

/** Maximum failure count. No caller needs a higher one. */
export const MOST_FAILURES = 10;

/** The feed as seen by one process, and the start time of the process. */
export interface FeedWatch {
  reach(): FeedReach;
  startedAt: Temporal.Instant;
  /**
   * `FEED_SILENT_READY_MINUTES`: minutes without a successful poll after which the feed counts as unreachable, even if
   * no poll failed.
   */
  silentMinutes: number;
}

/** The state of an unreachable feed. `since` is null if no success is on record. */
export interface Unreached {
  since: Temporal.Instant | null;
}

/**
 * Number of failures after which pages show that the feed is unreachable. A single failure is usually transient. If no
 * poll has succeeded yet, one failure is enough.
 */
const TOLD_FAILURES = 2;

/**
 * Returns the time since which the feed has been unreachable, if pages should show this at `now`. Otherwise returns
 * null.
 */
export function unreachedAt({ reach, startedAt, silentMinutes }: FeedWatch, now: Temporal.Instant): Unreached | null {
  const { reachedAt, failures } = reach();
  const hasFailed = failures >= (reachedAt === null ? 1 : TOLD_FAILURES);
  const isSilent = compareInstants((reachedAt ?? startedAt).add({ minutes: silentMinutes }), now) <= 0;
  return hasFailed || isSilent ? { since: reachedAt } : null;
}

/** Returns when the result of {@link unreachedAt} will change as time passes, or null if that time has passed. */
export function unreachedFrom({ reach, startedAt, silentMinutes }: FeedWatch, now: Temporal.Instant) {
  const from = (reach().reachedAt ?? startedAt).add({ minutes: silentMinutes });
  return compareInstants(now, from) < 0 ? from : null;
}
