import { setMaxListeners } from "node:events";
import type { Database } from "../store/database.ts";
import { openHolds, type SubscriptionHolds } from "../store/notifications/subscription-leases.ts";

/** A session of holds while there is something to hold. `cut` ends what is under way in it. */
export interface HoldSession {
  holds: SubscriptionHolds;
  cut: AbortSignal;
}

/** The one session of a sender: opened when first needed, anew after it broke, and closed when nothing is under way. */
export function makeHoldSession(db: Database): {
  open(): Promise<HoldSession>;
  cut(reason: Error): void;
  close(): Promise<void>;
} {
  let session: Promise<HoldSession> | undefined;
  let cutting = new AbortController();

  const begin = async (): Promise<HoldSession> => {
    const ours = new AbortController();
    // Everything under way listens to it, which is more than is usual.
    setMaxListeners(0, ours.signal);
    cutting = ours;
    const holds = await openHolds(db);
    holds.lost.addEventListener("abort", () => {
      session = undefined;
      ours.abort(holds.lost.reason);
      // Broken as it is, the pool waits for it.
      holds.close();
    });
    return { holds, cut: ours.signal };
  };
  return {
    open() {
      if (session === undefined) {
        session = begin();
        session.catch(() => {
          session = undefined;
        });
      }
      return session;
    },
    cut: (reason) => cutting.abort(reason),
    async close() {
      const open = session;
      session = undefined;
      (await open?.catch(() => undefined))?.holds.close();
    },
  };
}
