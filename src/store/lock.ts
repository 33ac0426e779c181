import type { Database } from "./database.ts";

/** The lock of those who set up a database, so that two processes which start together do it once. */
export const SET_UP_LOCK = 72_707_371;

/** Does something while this process alone, of all on this database, holds the lock. */
export async function exclusively<Result>(db: Database, lock: number, work: () => Promise<Result>): Promise<Result> {
  const client = await db.pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lock]);
    return await work();
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [lock]).catch(() => undefined);
    client.release();
  }
}
