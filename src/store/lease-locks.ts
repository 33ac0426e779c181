import { connectionsOf } from "./connections.ts";
import type { Database } from "./database.ts";

// When a process ends, the server frees its locks at once. When a whole machine vanishes, the server would keep them
// for two hours without these settings.
const KEEP_ALIVE = `set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
  set_config('tcp_keepalives_count', '3', false)`;

/** Time for the server to end a session, in milliseconds. */
const END_MS = 2_000;

/** Locks of one kind of lease, as SQL for the session that holds them. `$1` is the leased object. */
export interface LeaseLocks {
  /** Expressions that make the server free the session's locks if the session's machine vanishes. */
  keepAlive: string;
  /** Expression that acquires the lease. True if the session now has it. */
  take: string;
  /** Expression that releases the lease. True if the session had it. */
  give: string;
  /**
   * Ends the session that holds the lease, if the session has been stuck for more than `seconds`. Returns false if
   * there is no such session.
   */
  endHolder(db: Database, name: string, seconds: number): Promise<boolean>;
}

/**
 * Returns the SQL for leases in the form of a session's advisory locks. All processes see the locks, and the locks end
 * with the session at the latest. `space` is the first key of the locks, and distinguishes them from locks for other
 * purposes. A holder counts as stuck if its `signOfLife` is too old.
 */
export function leaseLocks(space: number, signOfLife: "backend_start" | "state_change"): LeaseLocks {
  const endHolder = `
SELECT pg_terminate_backend(l.pid, ${END_MS}) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE a.${signOfLife} < clock_timestamp() - $2 * interval '1 second' AND l.locktype = 'advisory' AND l.objsubid = 2
  AND l.granted AND l.classid = ${space}::oid AND l.objid = hashtext($1)::oid
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  return {
    keepAlive: KEEP_ALIVE,
    take: `pg_try_advisory_lock(${space}, hashtext($1))`,
    give: `pg_advisory_unlock(${space}, hashtext($1))`,
    endHolder: async (db, name, seconds) =>
      (await connectionsOf(db).pool.query(endHolder, [name, seconds])).rowCount !== 0,
  };
}
