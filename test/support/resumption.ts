import { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../../src/store/connections.ts";
import type { Database } from "../../src/store/database.ts";
import { soundReport } from "./service.ts";
import { openStreamClient } from "./stream-client.ts";

/** Reports that a repeatedly disconnected client received, and those on record. */
export interface Resumption {
  heard: number[];
  recorded: number[];
}

/** Creates a report that suspends the service if `i` is even, and reopens it if `i` is odd. */
export const turningReport = (i: number) =>
  soundReport({
    status: i % 2 === 0 ? "suspended" : "open",
    effectiveAt: String(Temporal.Instant.from("2026-03-02T00:00:00Z").add({ minutes: i })),
  });

/** The longest time until the client is disconnected, in milliseconds. */
const LONGEST_MS = 60;

/**
 * Listens to the stream at `url` while `write` records. The connection is cut `kills` times at random moments. At the
 * end, the client listens until it has all reports.
 */
export async function tryResumption(
  db: Database,
  url: string,
  write: (i: number) => Promise<unknown>,
  kills: number,
): Promise<Resumption> {
  const heard: number[] = [];
  let isWriting = true;
  const writing = (async () => {
    for (let i = 0; isWriting; i += 3) {
      await Promise.all([i, i + 1, i + 2].map(write));
      await pause(5);
    }
  })();
  for (let cut = 0; cut < kills; cut++) {
    const client = await openStreamClient(`${url}/v1/stream?after=0`, lastOf(heard));
    await pause(Math.random() * LONGEST_MS);
    client.close();
    heard.push(...client.events.flatMap(({ id }) => id ?? []));
  }
  isWriting = false;
  await writing;
  const { rows } = await connectionsOf(db).pool.query<{ seq: string }>("SELECT seq FROM report ORDER BY seq");
  const recorded = rows.map(({ seq }) => Number(seq));
  const client = await openStreamClient(`${url}/v1/stream?after=0`, lastOf(heard));
  const before = heard.length;
  for (const until = performance.now() + 30_000; performance.now() < until; await pause(10))
    if (before + client.events.length >= recorded.length) break;
  client.close();
  heard.push(...client.events.flatMap(({ id }) => id ?? []));
  return { heard, recorded };
}

const lastOf = (heard: readonly number[]): Record<string, string> => {
  const last = heard.at(-1);
  return last === undefined ? {} : { "Last-Event-ID": String(last) };
};

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
