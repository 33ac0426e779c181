import { connectionsOf } from "./connections.ts";
import type { Database } from "./database.ts";

// When a process ends, the server ends its session and frees its locks at once. When a machine vanishes, the server is
// not notified. Without these settings it would keep the locks for two hours.
const KEEP_ALIVE = `set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
  set_config('tcp_keepalives_count', '3', false)`;

/** Time within which the server must end a session, in milliseconds. */
const END_MS = 2_000;

/** Locks of one kind of lease, as SQL for the session that will hold them. `$1` names the leased object. */
export interface LeaseLocks {
  /** Statement that configures the session so that its locks are freed when its machine vanishes. */
  keepAlive: string;
  /** Expression that acquires the lease. The result is true if the session now has it. */
  take: string;
  /** Expression that releases the lease. The result is true if the session had it. */
  give: string;
  /**
   * Ends the session that holds the lease if that session has been stuck for longer than `seconds`. Returns false if
   * there is no such session.
   */
  endHolder(db: Database, name: string, seconds: number): Promise<boolean>;
}

/**
 * Returns the SQL for leases that are advisory locks of a session. The locks are visible to all processes, and are
 * released at the latest when the session ends. Each lock has two keys. The first is `space`, which separates these
 * leases from all other locks. A holder counts as stuck if the time in `signOfLife` is too long ago.
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
