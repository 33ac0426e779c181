import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import type { Database } from "./database.ts";

/** What is told of a listening connection. */
export interface Hearing {
  heard(channel: string, payload: string): void;
  /** It listens from now on; what came before went unheard. */
  connected(): void;
  /** It listens no more, and tries again by itself. */
  lost(error: Error): void;
}

/** Pauses between tries to listen again, in milliseconds: soon at first, and never longer than people wait. */
const PAUSES = { first: 100, longest: 5_000 };

/**
 * Listens on some channels, on a connection of its own, and goes on to do so through whatever breaks it. A notice is
 * only a hint: one may be lost with a connection, and what it was about is read from the tables.
 * @returns what ends it
 */
export function listen(db: Database, channels: readonly string[], hearing: Hearing): () => Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  const listening = (async () => {
    for (let pause = PAUSES.first; !signal.aborted; pause = Math.min(2 * pause, PAUSES.longest)) {
      try {
        const client = await db.pool.connect();
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

/** Listens until the connection breaks, which it throws, or the signal ends it. */
async function hear(
  client: PoolClient,
  channels: readonly string[],
  hearing: Hearing,
  signal: AbortSignal,
  began: () => void,
): Promise<void> {
  const onNotice = ({ channel, payload = "" }: { channel: string; payload?: string | undefined }) =>
    hearing.heard(channel, payload);
  try {
    const broken = new Promise<never>((_, fail) => {
      client.once("end", () => fail(new Error("the connection ended"))).on("error", fail);
    });
    const ended = new Promise<void>((done) => signal.addEventListener("abort", () => done(), { once: true }));
    broken.catch(() => undefined);
    client.on("notification", onNotice);
    await Promise.race([client.query(channels.map((channel) => `LISTEN ${channel}`).join("; ")), broken]);
    if (signal.aborted) return;
    began();
    hearing.connected();
    await Promise.race([broken, ended]);
  } finally {
    client.off("notification", onNotice);
    // It has listened, and is not fit for others.
    client.release(true);
  }
}
