import type { Runtime } from "../context.ts";
import { FEED_JOB } from "../domain/assessment/proposals.ts";
import type { FeedReach, FeedWatch } from "../domain/feed/reachability.ts";
import { loadFeedReach } from "../store/feed/reachability.ts";
import { coalesced } from "./coalesced.ts";

/** Dependency of answers that say whether the feed works. The slash distinguishes topics from slugs of crossings. */
export const FEED_TOPIC = "/feed";

/** State of the feed, from the recorded polls of all processes. */
export interface LiveFeedWatch extends FeedWatch {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Loads the outcome of the latest polls every `pollSeconds`, so that pages need no query. Calls `onChange` when the
 * outcome changes.
 */
export function watchFeed(
  { db, clock }: Runtime,
  settings: { pollSeconds: number; silentMinutes: number },
  onChange: () => void,
): LiveFeedWatch {
  let reach: FeedReach = { reachedAt: null, failures: 0 };
  let polling: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const found = await loadFeedReach(db, FEED_JOB);
    const isSame = String(found.reachedAt) === String(reach.reachedAt) && found.failures === reach.failures;
    reach = found;
    if (!isSame) onChange();
  };
  // If the database is unavailable, the last state stays. The log follower reports the failure.
  const tick = coalesced(() => look().catch(() => undefined));
  return {
    reach: () => reach,
    startedAt: clock(),
    silentMinutes: settings.silentMinutes,
    async start() {
      await look();
      polling = setInterval(tick, settings.pollSeconds * 1000);
    },
    async stop() {
      clearInterval(polling);
      await tick.idle();
    },
  };
}
