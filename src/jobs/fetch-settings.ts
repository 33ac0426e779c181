import type { CoreSettings } from "../core-settings.ts";
import { type SettingsOf, wholeNumber } from "../setting-kinds.ts";
import type { RetryPolicy } from "./job.ts";

/** The settings of every job that fetches documents from other servers. */
export const FETCH_SETTINGS = {
  /** The document is 200 KB; a hundred times that is not the feed. */
  FEED_MAX_BYTES: wholeNumber(1_000, 1_000_000_000).default(20_000_000),
  /** Slower than this, the next address is tried. */
  FEED_TIMEOUT_SECONDS: wholeNumber(1, 600).default(30),
};

/** How documents are fetched, by the settings. */
export const fetchSettings = (settings: SettingsOf<typeof FETCH_SETTINGS>, userAgent: string) => ({
  timeoutSeconds: settings.FEED_TIMEOUT_SECONDS,
  maxBytes: settings.FEED_MAX_BYTES,
  userAgent,
});

/**
 * How jobs spare the servers that they ask. CBP's servers are asked by many, most of them at full minutes, and officers
 * file about once an hour, so a minute of spread is nothing. Where trials let schedules fire more densely, everything
 * shrinks with the least interval: a spread of a fifth of it, and at most an hour or twelve intervals of rest.
 */
export const retryPolicyOf = ({ CRON_LEAST_SECONDS: leastSeconds }: CoreSettings): RetryPolicy => ({
  jitterSeconds: Math.min(60, leastSeconds / 5),
  minimumGapSeconds: leastSeconds,
  longestBackoffSeconds: Math.min(3600, 12 * leastSeconds),
});
