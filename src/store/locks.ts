import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "./database.ts";
import { UnusableDatabase } from "./unusable-database.ts";

/** The lock of those who set up a database, so that two processes which start together do it once. */
export const SET_UP_LOCK = 72_707_371;

/** What is done under a lock takes seconds; whoever has had it for longer than this stands still. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 100;

/**
 * Does something while this process alone, of all on this database, holds the lock.
 * @throws UnusableDatabase where another one keeps it for minutes
 */
export async function exclusively<Result>(db: Database, lock: number, work: () => Promise<Result>): Promise<Result> {
  const client = await db.pool.connect();
  // The pool does not watch a connection in use, and an unheard error event would end the process.
  const ignore = () => undefined;
  client.on("error", ignore);
  let isFree = false;
  try {
    // Asked for again and again: a statement that waits is soon taken for stuck.
    for (const until = performance.now() + PATIENCE_MS; ; ) {
      const { rows } = await client.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [lock]);
      if (rows[0]?.held === true) break;
      if (performance.now() > until)
        throw new UnusableDatabase(
          "Another process has been setting up this database for two minutes, and does not go on. End it, and start again.",
        );
      await sleep(PAUSE_MS);
    }
    const result = await work();
    await client.query("SELECT pg_advisory_unlock($1)", [lock]);
    isFree = true;
    return result;
  } finally {
    // A lock that was not given back ends with its session.
    client.off("error", ignore);
    client.release(!isFree);
  }
}
