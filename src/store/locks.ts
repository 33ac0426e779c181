import { setTimeout as sleep } from "node:timers/promises";
import { connectionsOf } from "./connections.ts";
import type { Database } from "./database.ts";
import { UnusableDatabase } from "./unusable-database.ts";

/** Advisory lock for setting up a database, which two processes must not do at the same time. */
export const SET_UP_LOCK = 72_707_371;

/** A process that holds the lock for longer must be stuck, because its work takes seconds. */
const PATIENCE_MS = 120_000;
const PAUSE_MS = 100;

/**
 * Runs `work` while this process holds the lock.
 * @throws UnusableDatabase if another process keeps the lock for two minutes
 */
export async function withLock<Result>(db: Database, lock: number, work: () => Promise<Result>): Promise<Result> {
  const client = await connectionsOf(db).pool.connect();
  // The pool does not handle errors of a connection in use. An unhandled error event would end the process.
  const ignore = () => undefined;
  client.on("error", ignore);
  let isFree = false;
  try {
    // Poll for the lock, because a statement that waits would time out after seconds.
    for (const until = performance.now() + PATIENCE_MS; ; ) {
      const { rows } = await client.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [lock]);
      if (rows[0]?.held === true) break;
      if (performance.now() > until)
        throw new UnusableDatabase(
          "Another process has been setting up this database for two minutes without finishing. Stop it, then start Garita again.",
        );
      await sleep(PAUSE_MS);
    }
    const result = await work();
    await client.query("SELECT pg_advisory_unlock($1)", [lock]);
    isFree = true;
    return result;
  } finally {
    // Closing the session releases the lock even if the unlock failed.
    client.off("error", ignore);
    client.release(!isFree);
  }
}
