import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** Recorded results of the polls of CBP's feed. */
export interface FeedReach {
  /** Time of the last successful poll. Null if none has succeeded. */
  reachedAt: Temporal.Instant | null;
  /** Failed polls since the last success. The count stops at {@link MOST_FAILURES}. */
  failures: number;
}

/** Failures are counted up to this number. */
export const MOST_FAILURES = 10;

/** The polls of the feed as known to one process, and the start of the process. */
export interface FeedWatch {
  reach(): FeedReach;
  startedAt: Temporal.Instant;
  /** `FEED_SILENT_READY_MINUTES`: minutes without a successful poll after which the feed counts as unreachable. */
  silentMinutes: number;
}

/** An unreachable feed. `since` is null if no poll has ever succeeded. */
export interface Unreached {
  since: Temporal.Instant | null;
}

/**
 * Failed polls after which pages say that the feed is unreachable. One failure is usually temporary. If no poll has
 * ever succeeded, one is enough.
 */
const TOLD_FAILURES = 2;

/** Returns the time since which the feed has been unreachable at `now`, or null if it is reachable. */
export function unreachedAt({ reach, startedAt, silentMinutes }: FeedWatch, now: Temporal.Instant): Unreached | null {
  const { reachedAt, failures } = reach();
  const hasFailed = failures >= (reachedAt === null ? 1 : TOLD_FAILURES);
  const isSilent = compareInstants((reachedAt ?? startedAt).add({ minutes: silentMinutes }), now) <= 0;
  return hasFailed || isSilent ? { since: reachedAt } : null;
}

/**
 * Returns the time at which {@link unreachedAt} will change if no further poll succeeds. Returns null if that time has
 * passed.
 */
export function unreachedFrom({ reach, startedAt, silentMinutes }: FeedWatch, now: Temporal.Instant) {
  const from = (reach().reachedAt ?? startedAt).add({ minutes: silentMinutes });
  return compareInstants(now, from) < 0 ? from : null;
}
