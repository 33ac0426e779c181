import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import { connectionsOf } from "./connections.ts";
import type { Database } from "./database.ts";

/** Callbacks of a listening connection. */
export interface ListenerCallbacks {
  heard(channel: string, payload: string): void;
  /** Called when the connection begins to listen. Notices sent before then may have been missed. */
  connected(): void;
  /** Called when the connection breaks. The listener reconnects automatically. */
  lost(error: Error): void;
}

/** Delays before reconnecting, in milliseconds. At most five seconds, because people are waiting. */
const PAUSES = { first: 100, longest: 5_000 };

/**
 * Listens on channels with its own connection, and reconnects after every failure. Notices may be lost with a
 * connection, so callers must not rely on them.
 * @returns a function that stops listening
 */
export function listen(db: Database, channels: readonly string[], hearing: ListenerCallbacks): () => Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  const listening = (async () => {
    for (let pause = PAUSES.first; !signal.aborted; pause = Math.min(2 * pause, PAUSES.longest)) {
      try {
        const client = await connectionsOf(db).pool.connect();
        await hear(client, channels, hearing, signal, () => {
          pause = PAUSES.first / 2;
        });
      } catch (error) {
        if (!signal.aborted) hearing.lost(error as Error);
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  })();
  return async () => {
    ending.abort();
    await listening;
  };
}

/** Listens until the signal aborts. Throws if the connection breaks. */
async function hear(
  client: PoolClient,
  channels: readonly string[],
  hearing: ListenerCallbacks,
  signal: AbortSignal,
  began: () => void,
): Promise<void> {
  const onNotice = ({ channel, payload = "" }: { channel: string; payload?: string | undefined }) =>
    hearing.heard(channel, payload);
  let stop = (): void => undefined;
  try {
    const broken = new Promise<never>((_, fail) => {
      client.once("end", () => fail(new Error("the connection ended"))).on("error", fail);
    });
    const ended = new Promise<void>((done) => {
      stop = done;
      signal.addEventListener("abort", stop, { once: true });
    });
    broken.catch(() => undefined);
    client.on("notification", onNotice);
    await Promise.race([client.query(channels.map((channel) => `LISTEN ${channel}`).join("; ")), broken]);
    if (signal.aborted) return;
    began();
    hearing.connected();
    await Promise.race([broken, ended]);
  } finally {
    client.off("notification", onNotice);
    // A listener of each connection would otherwise stay.
    signal.removeEventListener("abort", stop);
    // The connection is still listening, so the pool must not reuse it.
    client.release(true);
  }
}
