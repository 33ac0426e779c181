import { type Connected, connectionsOf } from "../connections.ts";

/** How much of its primary's log a server has replayed. */
export interface StandbyState {
  /** True on a primary. On a standby, true if it receives the log and has replayed everything it has received. */
  hasReplayed: boolean;
  /** Position of the replay in the log. Null on a primary. */
  position: string | null;
  /**
   * Seconds since the commit of the last replayed transaction, by the primary's clock. Everything committed before it
   * has been replayed, too. Null if nothing was replayed since the standby started.
   */
  sinceReplayed: number | null;
}

// A role without pg_read_all_stats sees that there is a receiver, but not its state. That suffices, because the receiver
// ends with its connection. The position of the replay is read first, because the log may grow meanwhile.
const STATE = `
SELECT NOT pg_is_in_recovery() OR
    coalesce(replayed >= pg_last_wal_receive_lsn(), false) AND EXISTS (SELECT FROM pg_stat_wal_receiver) AS "hasReplayed",
  CASE WHEN pg_is_in_recovery() THEN replayed::text END AS position,
  extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float8 AS "sinceReplayed"
FROM (SELECT pg_last_wal_replay_lsn() AS replayed OFFSET 0) replay`;

/** Asks a server how much it has replayed. */
export async function loadStandbyState(db: Connected): Promise<StandbyState> {
  const { rows } = await connectionsOf(db).pool.query<StandbyState>(STATE);
  if (rows[0] === undefined) throw new Error("the database returned no row about its replication");
  return rows[0];
}
