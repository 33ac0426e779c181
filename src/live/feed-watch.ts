import type { Runtime } from "../context.ts";
import { FEED_JOB } from "../domain/assessment/proposals.ts";
import type { FeedReach, FeedWatch } from "../domain/feed/reachability.ts";
import { loadFeedReach } from "../store/feed/reachability.ts";
import { turnwise } from "./coalesced.ts";

/** What answers that say whether the feed is reached tell of; no crossing has such a slug. */
export const FEED = "/feed";

/** The watch over the feed, kept up with the record of its polls, whichever process makes them. */
export interface LiveFeedWatch extends FeedWatch {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Looks every `pollSeconds` how the polls went, so that no page has to ask; `onChange` is told when that changed. */
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
  // What was last known stays while the database is away, which is told by whoever follows the record.
  const tick = turnwise(() => look().catch(() => undefined));
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
