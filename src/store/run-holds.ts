import type { PoolClient } from "pg";
import type { Database } from "./database.ts";

/** That a run of a job is under way in this process: known to all, and over at the latest when the process is. */
export interface RunHold {
  client: PoolClient;
  /** Aborts where the connection breaks: from then on another process may take the job. */
  lost: AbortSignal;
  release(): Promise<void>;
}

/** Sets the locks of jobs apart from others that take two keys; the second is the job's. */
const RUN_LOCKS = 72_707_372;

// A process that ends frees its lock at once, for the server ends its session. Of a machine that vanishes the server
// hears nothing; without these it would wait two hours.
const TAKE = `
SELECT set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
  set_config('tcp_keepalives_count', '3', false), pg_try_advisory_lock(${RUN_LOCKS}, hashtext($1)) AS held`;

// A holder's session is idle from the claim to the end of the run, so the time of its last statement is that of the claim.
const END_HOLDER = `
SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE a.state_change < clock_timestamp() - $2 * interval '1 second' AND l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted
  AND l.classid = ${RUN_LOCKS}::oid AND l.objid = hashtext($1)::oid
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Takes the hold of a job, on a connection of its own; null where another run has it. */
export async function takeHold(db: Database, name: string): Promise<RunHold | null> {
  const client = await db.pool.connect();
  const broken = new AbortController();
  const onBreak = () => broken.abort(new Error("the connection broke that held the run"));
  // A connection in use is not watched by the pool, and an unheard error event would end the process.
  client.on("error", onBreak).on("end", onBreak);
  const giveBack = (destroy: boolean) => {
    client.off("error", onBreak).off("end", onBreak);
    client.release(destroy);
  };
  try {
    const { rows } = await client.query<{ held: boolean }>(TAKE, [name]);
    if (rows[0]?.held !== true) {
      giveBack(false);
      return null;
    }
  } catch (error) {
    giveBack(true);
    throw error;
  }
  return {
    client,
    lost: broken.signal,
    async release() {
      const freed = await client.query(`SELECT pg_advisory_unlock(${RUN_LOCKS}, hashtext($1))`, [name]).then(
        () => true,
        () => false,
      );
      giveBack(!freed);
    },
  };
}

/**
 * Ends the session of whoever has the hold of a job for longer than `seconds`: a process that hangs, and can be told so
 * in no other way. False where nobody has.
 */
export async function endHolder(db: Database, name: string, seconds: number): Promise<boolean> {
  const { rowCount } = await db.pool.query(END_HOLDER, [name, seconds]);
  return rowCount !== 0;
}
