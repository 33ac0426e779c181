import type { Database } from "./database.ts";
import { leaseLocks } from "./lease-locks.ts";
import { makeRunDatabase, type RunDatabase } from "./run-database.ts";

/**
 * The right of this process to run a job, which is a lock of one session. The run writes in that session alone: once
 * another process has ended it to take the job over, whatever this one still writes is refused by the server.
 */
export interface RunLease {
  /** The database as the run is to use it. */
  db: Database;
  /** Aborts where the session breaks: from then on another process may take the job. */
  lost: AbortSignal;
  /** Gives the right back. */
  end(): Promise<void>;
}

// The session of a run is begun for it, so its age is the run's.
const LOCKS = leaseLocks(72_707_372, "backend_start");

/** Databases of runs that are over, by the one that they lead to: to make one takes as long as a short run. */
const spare = new WeakMap<Database, RunDatabase[]>();

/** Takes the lease of a job; null where another run has it. */
export async function takeLease(db: Database, name: string): Promise<RunLease | null> {
  const run = spare.get(db)?.pop() ?? makeRunDatabase(db);
  const lost = run.begin();
  const close = async () => {
    if (await run.close()) spare.set(db, [...(spare.get(db) ?? []), run]);
  };
  let held = false;
  try {
    const { rows } = await run.db.pool.query<{ held: boolean }>(`SELECT ${LOCKS.keepAlive}, ${LOCKS.take} AS held`, [
      name,
    ]);
    held = rows[0]?.held === true;
  } finally {
    if (!held) await close();
  }
  if (!held) return null;
  const give = async () => {
    // Where a statement of the run is still under way, the end of the session gives the lock back.
    if (run.isIdle()) await run.db.pool.query(`SELECT ${LOCKS.give}`, [name]).catch(() => undefined);
    await close();
  };
  return { db: run.db, lost, end: give };
}

/**
 * Ends the session of whoever has had the lease of a job for longer than `seconds`: a process that stands still, and can
 * be told so in no other way. False where nobody has.
 */
export const endHolder = (db: Database, name: string, seconds: number): Promise<boolean> =>
  LOCKS.endHolder(db, name, seconds);
