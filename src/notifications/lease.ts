import { setMaxListeners } from "node:events";
import type { Database } from "../store/database.ts";
import { openLeases, type SubscriptionLeases } from "../store/notifications/subscription-leases.ts";

/** A database session that holds leases. All work under these leases stops when `cut` aborts. */
export interface LeaseSession {
  holds: SubscriptionLeases;
  cut: AbortSignal;
}

/** Creates a sender's session. It opens when first used, reopens after a failure, and closes when idle. */
export function makeLeaseSession(db: Database): {
  open(): Promise<LeaseSession>;
  cut(reason: Error): void;
  close(): Promise<void>;
} {
  let session: Promise<LeaseSession> | undefined;
  let cutting = new AbortController();

  const begin = async (): Promise<LeaseSession> => {
    const ours = new AbortController();
    // Every delivery in progress listens to this signal, and Node.js would warn of too many listeners.
    setMaxListeners(0, ours.signal);
    cutting = ours;
    const holds = await openLeases(db);
    holds.lost.addEventListener("abort", () => {
      session = undefined;
      ours.abort(holds.lost.reason);
      // A broken connection must be released too, because the pool waits for it.
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
