import type { CoreSettings } from "../core-settings.ts";
import { type SettingsOf, wholeNumber } from "../setting-kinds.ts";
import type { RetryPolicy } from "./job.ts";

/** The settings of every job that fetches documents from other servers. */
export const FETCH_SETTINGS = {
  /** The document is 200 KB; a hundred times that is not the feed. */
  FEED_MAX_BYTES: wholeNumber(1_000, 1_000_000_000).default(20_000_000),
  /** If a server takes longer, the next address is tried. */
  FEED_TIMEOUT_SECONDS: wholeNumber(1, 600).default(30),
};

/** Returns the limits of a fetch, from the settings. */
export const fetchSettings = (settings: SettingsOf<typeof FETCH_SETTINGS>, userAgent: string) => ({
  timeoutSeconds: settings.FEED_TIMEOUT_SECONDS,
  maxBytes: settings.FEED_MAX_BYTES,
  userAgent,
});

/**
 * The retry policy that spares the servers of others. Many clients poll CBP's servers, most of them at full minutes.
 * Officers file about once an hour, so a minute of jitter does not matter. If a trial lowers the minimum interval, the
 * policy shrinks with it: the jitter is a fifth of the interval, and the backoff at most twelve intervals or an hour.
 */
export const retryPolicyOf = ({ CRON_LEAST_SECONDS: leastSeconds }: CoreSettings): RetryPolicy => ({
  jitterSeconds: Math.min(60, leastSeconds / 5),
  minimumGapSeconds: leastSeconds,
  longestBackoffSeconds: Math.min(3600, 12 * leastSeconds),
});
