import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../domain/time/moment.ts";
import { clocksDiffer, FARTHEST_CLOCKS } from "./append/append-in-time.ts";
import { connectionsOf } from "./connections.ts";
import type { Database } from "./database.ts";
import { instantOrNull, toInstant } from "./rows.ts";

/** State of a reachable database, found without writing. */
export interface DatabaseProbe {
  readOnly: boolean;
  /** Error message of a write if the clocks differ too much, otherwise null. */
  clocksDiffer: string | null;
  /** Time of the newest report, if it is further in the future than the tolerated clock difference. */
  logAhead: Temporal.Instant | null;
}

const PROBE = `
SELECT current_setting('transaction_read_only') = 'on' AS "readOnly", clock_timestamp() AS clock,
  (SELECT recorded_at FROM report ORDER BY seq DESC LIMIT 1) AS newest`;

/** Checks whether the database would accept a write. */
export async function probeDatabase(db: Database): Promise<DatabaseProbe> {
  const { pool, clock } = connectionsOf(db);
  const { rows } = await pool.query<{ readOnly: boolean; clock: Date; newest: Date | null }>(PROBE);
  const [row] = rows;
  if (row === undefined) throw new Error("the database returned no row about itself");
  const now = clock();
  const ahead = Math.round(now.until(toInstant(row.clock)).total("seconds"));
  const newest = instantOrNull(row.newest);
  return {
    readOnly: row.readOnly,
    clocksDiffer: Math.abs(ahead) > FARTHEST_CLOCKS.seconds ? clocksDiffer(ahead).message : null,
    logAhead: newest !== null && compareInstants(newest, now.add(FARTHEST_CLOCKS)) > 0 ? newest : null,
  };
}

/** Number of connections that a server accepts, and how many of them it reserves for administrators. */
export interface ConnectionLimit {
  max: number;
  reserved: number;
}

// `reserved_connections` exists since PostgreSQL 16.
const CONNECTION_LIMIT = `
SELECT current_setting('max_connections')::int AS max,
  current_setting('superuser_reserved_connections')::int +
    coalesce(current_setting('reserved_connections', true)::int, 0) AS reserved`;

/** Loads the server's limit on connections. */
export async function loadConnectionLimit(db: Database): Promise<ConnectionLimit> {
  const { rows } = await connectionsOf(db).pool.query<ConnectionLimit>(CONNECTION_LIMIT);
  const [row] = rows;
  if (row === undefined) throw new Error("the database returned no row about its limits");
  return row;
}
