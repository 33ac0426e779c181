import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** The recorded result of the polls of CBP's feed. */
export interface FeedReach {
  /** When a poll last succeeded; null if none ever did. */
  reachedAt: Temporal.Instant | null;
  /** Polls that failed since then, counted up to {@link MOST_FAILURES}. */
  failures: number;
}

/** Failures are counted up to this number, which is more than any caller needs. */
export const MOST_FAILURES = 10;

/** One process's view of the feed, and when the process started. */
export interface FeedWatch {
  reach(): FeedReach;
  startedAt: Temporal.Instant;
  /**
   * `FEED_SILENT_READY_MINUTES`: after this many minutes without a successful poll the feed counts as unreachable, even
   * if no poll failed.
   */
  silentMinutes: number;
}

/** The feed cannot be reached. `since` is null if no success is on record. */
export interface Unreached {
  since: Temporal.Instant | null;
}

/**
 * A single failure is usually transient, so readers learn of it only after a second one. If no poll ever succeeded, one
 * failure is enough.
 */
const TOLD_FAILURES = 2;

/** Returns the time since which the feed cannot be reached, if readers should know it at `now`; otherwise null. */
export function unreachedAt({ reach, startedAt, silentMinutes }: FeedWatch, now: Temporal.Instant): Unreached | null {
  const { reachedAt, failures } = reach();
  const hasFailed = failures >= (reachedAt === null ? 1 : TOLD_FAILURES);
  const isSilent = compareInstants((reachedAt ?? startedAt).add({ minutes: silentMinutes }), now) <= 0;
  return hasFailed || isSilent ? { since: reachedAt } : null;
}

/** Returns when {@link unreachedAt} will change because of the time alone; null if that time has passed. */
export function unreachedFrom({ reach, startedAt, silentMinutes }: FeedWatch, now: Temporal.Instant) {
  const from = (reach().reachedAt ?? startedAt).add({ minutes: silentMinutes });
  return compareInstants(now, from) < 0 ? from : null;
}
