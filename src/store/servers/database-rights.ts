import { type Connected, connectionsOf } from "../connections.ts";

/** What a database lets a session do, and how busy its server is. */
export interface DatabaseRights {
  /** True on a standby. */
  isStandby: boolean;
  user: string;
  /** Connections to all databases of the server. */
  connections: number;
  /** True if the role may create tables. Each start of the full service needs that. */
  mayCreate: boolean;
  /** Tables that the role may not read. */
  unreadable: string[];
  /** Tables that the role may not insert into. */
  unwritable: string[];
}

const tablesWithout = (right: "SELECT" | "INSERT") =>
  `ARRAY(SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
    AND NOT has_table_privilege(oid, '${right}') ORDER BY relname)`;

const RIGHTS = `
SELECT pg_is_in_recovery() AS "isStandby", current_user::text AS user,
  (SELECT coalesce(sum(numbackends), 0)::int FROM pg_stat_database) AS connections,
  has_schema_privilege('public', 'CREATE') AS "mayCreate",
  ${tablesWithout("SELECT")} AS unreadable, ${tablesWithout("INSERT")} AS unwritable`;

/** Asks a database what this role may do. */
export async function loadDatabaseRights(db: Connected): Promise<DatabaseRights> {
  const { rows } = await connectionsOf(db).pool.query<DatabaseRights>(RIGHTS);
  if (rows[0] === undefined) throw new Error("the database returned no row about the rights of its role");
  return rows[0];
}
