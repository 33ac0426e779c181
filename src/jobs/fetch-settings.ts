import type { CoreSettings } from "../core-settings.ts";
import { type SettingsOf, wholeNumber } from "../setting-kinds.ts";
import type { RetryPolicy } from "./job.ts";

/** Settings of jobs that fetch documents from other servers. */
export const FETCH_SETTINGS = {
  /**
   * Maximum size of a document, in bytes. The feed has 200 KB, so a document a hundred times as large is something
   * else.
   */
  FEED_MAX_BYTES: wholeNumber(1_000, 1_000_000_000).default(20_000_000),
  /** Time limit of a fetch. */
  FEED_TIMEOUT_SECONDS: wholeNumber(1, 600).default(30),
};

/** Returns the limits of a fetch. `contact` is added to the User-Agent header. */
export const fetchSettings = (settings: SettingsOf<typeof FETCH_SETTINGS>, userAgent: string, contact?: string) => ({
  timeoutSeconds: settings.FEED_TIMEOUT_SECONDS,
  maxBytes: settings.FEED_MAX_BYTES,
  userAgent: contact === undefined ? userAgent : userAgent.replace(/\)?$/, `; ${contact})`),
});

/**
 * Returns the retry policy for requests to other servers. The jitter is needed because many clients poll CBP on the
 * full minute. A minute of it does no harm, because officers file only once an hour. In a trial with short intervals
 * the delays shrink too: the jitter is at most a fifth of the minimum interval, and the backoff at most twelve times
 * that interval.
 */
export const retryPolicyOf = ({ CRON_LEAST_SECONDS: leastSeconds }: CoreSettings): RetryPolicy => ({
  jitterSeconds: Math.min(60, leastSeconds / 5),
  minimumGapSeconds: leastSeconds,
  longestBackoffSeconds: Math.min(3600, 12 * leastSeconds),
});
