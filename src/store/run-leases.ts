import { connectionsOf } from "./connections.ts";
import type { Database } from "./database.ts";
import { leaseLocks } from "./lease-locks.ts";
import { makeRunDatabase, type RunDatabase } from "./run-database.ts";

/**
 * This process's lease of a job: an advisory lock of one session. The run writes only in that session, so if another
 * process ends the session to take over the job, the server rejects further writes of this run.
 */
export interface RunLease {
  db: Database;
  /** Aborts when the session breaks. Another process may then take over the job. */
  lost: AbortSignal;
  /** Releases the lease. */
  end(): Promise<void>;
}

// Each run has a new session, so the age of the session is the duration of the run.
const LOCKS = leaseLocks(72_707_372, "backend_start");

/** Closed handles of earlier runs, by database. Creating one takes as long as a short run. */
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
    // Do not wait for a statement in progress: closing the session frees the lock too.
    if (run.isIdle())
      await connectionsOf(run.db)
        .pool.query(`SELECT ${LOCKS.give}`, [name])
        .catch(() => undefined);
    await close();
  };
  return { db: run.db, lost, end: give };
}

/**
 * Ends the session that has held the lease of a job for more than `seconds`, because its process hangs. Returns false
 * if there is no such session.
 */
export const endHolder = (db: Database, name: string, seconds: number): Promise<boolean> =>
  LOCKS.endHolder(db, name, seconds);
