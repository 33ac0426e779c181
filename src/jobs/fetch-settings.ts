import type { CoreSettings } from "../core-settings.ts";
import { type SettingsOf, wholeNumber } from "../setting-kinds.ts";
import type { RetryPolicy } from "./job.ts";

/** Settings of every job that fetches documents from other servers. */
export const FETCH_SETTINGS = {
  /**
   * Maximum size of a document, in bytes. The feed's document has 200 KB, so a document a hundred times as large is not
   * the feed.
   */
  FEED_MAX_BYTES: wholeNumber(1_000, 1_000_000_000).default(20_000_000),
  /** Time limit of a fetch. If a server takes longer, the fetch fails. */
  FEED_TIMEOUT_SECONDS: wholeNumber(1, 600).default(30),
};

/** Returns the limits of a fetch according to the settings. `contact` is added to the User-Agent header. */
export const fetchSettings = (settings: SettingsOf<typeof FETCH_SETTINGS>, userAgent: string, contact?: string) => ({
  timeoutSeconds: settings.FEED_TIMEOUT_SECONDS,
  maxBytes: settings.FEED_MAX_BYTES,
  userAgent: contact === undefined ? userAgent : userAgent.replace(/\)?$/, `; ${contact})`),
});

/**
 * Returns a retry policy that protects other servers from load. Many clients poll CBP's servers, most of them on the
 * full minute. Officers file about once an hour, so a minute of jitter does not matter. A trial that lowers the minimum
 * interval also shortens the delays: the jitter is a fifth of the interval, and the backoff is at most twelve
 * intervals and never more than an hour.
 */
export const retryPolicyOf = ({ CRON_LEAST_SECONDS: leastSeconds }: CoreSettings): RetryPolicy => ({
  jitterSeconds: Math.min(60, leastSeconds / 5),
  minimumGapSeconds: leastSeconds,
  longestBackoffSeconds: Math.min(3600, 12 * leastSeconds),
});
