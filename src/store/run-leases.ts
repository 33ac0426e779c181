import type { Database } from "./database.ts";
import { makeRunDatabase, type RunDatabase } from "./run-database.ts";

/**
 * The lease of this process on a job: an advisory lock of one session. The run writes only in that session. If another
 * process ends the session to take over the job, the server rejects any further writes of this run.
 */
export interface RunLease {
  /** The database that the run must use. */
  db: Database;
  /** Aborts when the session breaks. From then on another process may take over the job. */
  lost: AbortSignal;
  /** Releases the lease. */
  end(): Promise<void>;
}

/** The first key of these advisory locks sets them apart from others with two keys. The second is the job's. */
const RUN_LOCKS = 72_707_372;

// When a process exits, the server ends its session and releases the lock at once. Without keepalives, the server would
// notice only after two hours that a machine has vanished.
const TAKE = `
SELECT set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
  set_config('tcp_keepalives_count', '3', false), pg_try_advisory_lock(${RUN_LOCKS}, hashtext($1)) AS held`;

const GIVE = `SELECT pg_advisory_unlock(${RUN_LOCKS}, hashtext($1))`;

/** How long the server may take to end a session, in milliseconds. */
const END_MS = 2_000;

// Each run has a new session, so the age of the session is the age of the run.
const END_HOLDER = `
SELECT pg_terminate_backend(l.pid, ${END_MS}) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE a.backend_start < clock_timestamp() - $2 * interval '1 second' AND l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted
  AND l.classid = ${RUN_LOCKS}::oid AND l.objid = hashtext($1)::oid
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Run databases for reuse, by the database that they are made from. Making one takes as long as a short run. */
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
    const { rows } = await run.db.pool.query<{ held: boolean }>(TAKE, [name]);
    held = rows[0]?.held === true;
  } finally {
    if (!held) await close();
  }
  if (!held) return null;
  const give = async () => {
    // If a statement of the run is still under way, closing the session releases the lock.
    if (run.isIdle()) await run.db.pool.query(GIVE, [name]).catch(() => undefined);
    await close();
  };
  return { db: run.db, lost, end: give };
}

/**
 * Ends the session that has held the lease of a job for longer than `seconds`. Its process hangs and cannot be stopped
 * in any other way. Returns false if there is no such session.
 */
export async function endHolder(db: Database, name: string, seconds: number): Promise<boolean> {
  const { rowCount } = await db.pool.query(END_HOLDER, [name, seconds]);
  return rowCount !== 0;
}
