import type { Database } from "./database.ts";
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

/** Sets the locks of jobs apart from others that take two keys; the second is the job's. */
const RUN_LOCKS = 72_707_372;

// A process that ends frees its lock at once, for the server ends its session. Of a machine that vanishes the server
// hears nothing; without these it would wait two hours.
const TAKE = `
SELECT set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
  set_config('tcp_keepalives_count', '3', false), pg_try_advisory_lock(${RUN_LOCKS}, hashtext($1)) AS held`;

const GIVE = `SELECT pg_advisory_unlock(${RUN_LOCKS}, hashtext($1))`;

/** How long the server may take to end a session, in milliseconds. */
const END_MS = 2_000;

// The session of a run is begun for it, so its age is the run's.
const END_HOLDER = `
SELECT pg_terminate_backend(l.pid, ${END_MS}) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE a.backend_start < clock_timestamp() - $2 * interval '1 second' AND l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted
  AND l.classid = ${RUN_LOCKS}::oid AND l.objid = hashtext($1)::oid
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

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
    const { rows } = await run.db.pool.query<{ held: boolean }>(TAKE, [name]);
    held = rows[0]?.held === true;
  } finally {
    if (!held) await close();
  }
  if (!held) return null;
  const give = async () => {
    // Where a statement of the run is still under way, the end of the session gives the lock back.
    if (run.isIdle()) await run.db.pool.query(GIVE, [name]).catch(() => undefined);
    await close();
  };
  return { db: run.db, lost, end: give };
}

/**
 * Ends the session of whoever has had the lease of a job for longer than `seconds`: a process that stands still, and can
 * be told so in no other way. False where nobody has.
 */
export async function endHolder(db: Database, name: string, seconds: number): Promise<boolean> {
  const { rowCount } = await db.pool.query(END_HOLDER, [name, seconds]);
  return rowCount !== 0;
}
