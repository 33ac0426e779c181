import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";

/** What is on record of the polls of CBP's feed. */
export interface FeedReach {
  /** When a poll last succeeded; null where none ever did. */
  reachedAt: Temporal.Instant | null;
  /** Polls that failed since, without those beyond {@link MOST_FAILURES}. */
  failures: number;
}

/** More failures than any reader of them asks for are not counted. */
export const MOST_FAILURES = 10;

/** What a process knows of its feed, and since when it runs. */
export interface FeedWatch {
  reach(): FeedReach;
  startedAt: Temporal.Instant;
  /** For how long no poll may succeed, whatever became of them: `FEED_SILENT_READY_MINUTES`. */
  silentMinutes: number;
}

/** That the feed is not reached; `since` null where it never was, as far as is on record. */
export interface Unreached {
  since: Temporal.Instant | null;
}

/** One poll that fails is a hiccup, as most are; a second one is told to readers. Where none ever succeeded, the first is. */
const TOLD_FAILURES = 2;

/** Whether readers must be told at `now` that the feed is not reached; null while it is. */
export function unreachedAt({ reach, startedAt, silentMinutes }: FeedWatch, now: Temporal.Instant): Unreached | null {
  const { reachedAt, failures } = reach();
  const hasFailed = failures >= (reachedAt === null ? 1 : TOLD_FAILURES);
  const isSilent = compareInstants((reachedAt ?? startedAt).add({ minutes: silentMinutes }), now) <= 0;
  return hasFailed || isSilent ? { since: reachedAt } : null;
}

/** When {@link unreachedAt} turns by the clock alone; null where it has. */
export function unreachedFrom({ reach, startedAt, silentMinutes }: FeedWatch, now: Temporal.Instant) {
  const from = (reach().reachedAt ?? startedAt).add({ minutes: silentMinutes });
  return compareInstants(now, from) < 0 ? from : null;
}
