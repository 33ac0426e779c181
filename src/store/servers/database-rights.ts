import { type Connected, connectionsOf } from "../connections.ts";
import { listLackingRights } from "../rights/check-rights.ts";
import type { Right } from "../rights/service-rights.ts";

/** What a database lets a session do, and how busy its server is. */
export interface DatabaseRights {
  /** True on a standby. */
  isStandby: boolean;
  user: string;
  /** Connections to all databases of the server. */
  connections: number;
  /** Rights of the service that the role lacks. */
  lacking: Right[];
}

const SESSION = `
SELECT pg_is_in_recovery() AS "isStandby", current_user::text AS user,
  (SELECT coalesce(sum(numbackends), 0)::int FROM pg_stat_database) AS connections`;

/** Asks a database what this role may do. */
export async function loadDatabaseRights(db: Connected): Promise<DatabaseRights> {
  const { pool } = connectionsOf(db);
  const { rows } = await pool.query<Omit<DatabaseRights, "lacking">>(SESSION);
  if (rows[0] === undefined) throw new Error("the database returned no row about its session");
  return { ...rows[0], lacking: await listLackingRights(pool) };
}
