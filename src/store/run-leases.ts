import { connectionsOf } from "./connections.ts";
import type { Database } from "./database.ts";
import { leaseLocks } from "./lease-locks.ts";
import { makeRunDatabase, type RunDatabase } from "./run-database.ts";

/**
 * Lease of this process on a job: an advisory lock of one session. The run writes only in that session. If another
 * process ends the session to take over the job, the server rejects any further writes of this run.
 */
export interface RunLease {
  /** Database that the run must use. */
  db: Database;
  /** Signal that aborts when the session breaks. Another process may take over the job after that. */
  lost: AbortSignal;
  /** Releases the lease. */
  end(): Promise<void>;
}

// A new session is opened for each run, so the age of the session is the duration of the run.
const LOCKS = leaseLocks(72_707_372, "backend_start");

/**
 * Closed handles of earlier runs that can be reused, keyed by the database for which they were created. Creating a
 * handle takes as long as a short run.
 */
const spare = new WeakMap<Database, RunDatabase[]>();

/** Acquires the lease of a job. Returns null if another run holds it. */
export async function takeLease(db: Database, name: string): Promise<RunLease | null> {
  const run = spare.get(db)?.pop() ?? makeRunDatabase(db);
  const lost = run.begin();
  const close = async () => {
    if (await run.close()) spare.set(db, [...(spare.get(db) ?? []), run]);
  };
  let held = false;
  try {
    const { rows } = await connectionsOf(run.db).pool.query<{ held: boolean }>(
      `SELECT ${LOCKS.keepAlive}, ${LOCKS.take} AS held`,
      [name],
    );
    held = rows[0]?.held === true;
  } finally {
    if (!held) await close();
  }
  if (!held) return null;
  const give = async () => {
    // If a statement of the run is still in progress, do not wait for it: closing the session frees the lock too.
    if (run.isIdle())
      await connectionsOf(run.db)
        .pool.query(`SELECT ${LOCKS.give}`, [name])
        .catch(() => undefined);
    await close();
  };
  return { db: run.db, lost, end: give };
}

/**
 * Ends the session that has held the lease of a job for longer than `seconds`. The process of that session hangs and
 * cannot be stopped in any other way. Returns false if there is no such session.
 */
export const endHolder = (db: Database, name: string, seconds: number): Promise<boolean> =>
  LOCKS.endHolder(db, name, seconds);
