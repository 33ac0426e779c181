import type pg from "pg";
import { UnusableDatabase } from "../unusable-database.ts";
import { formatRight, type Right, SERVICE_RIGHTS } from "./service-rights.ts";

// Objects are found in the catalog, because a role without rights on the schema cannot refer to them by name. Tables and
// columns that a database of an earlier version does not have are passed over: its migrations are missing, not rights.
const LACKING = `
SELECT r.* FROM jsonb_to_recordset($1) AS r (kind text, object text, privilege text, "column" text, place int)
JOIN pg_namespace s ON s.nspname = 'public'
LEFT JOIN pg_class c ON r.kind IN ('TABLE', 'SEQUENCE') AND c.relname = r.object AND c.relnamespace = s.oid
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = r."column" AND NOT a.attisdropped
LEFT JOIN pg_proc p ON r.kind = 'FUNCTION' AND p.proname = r.object AND p.pronamespace = s.oid
WHERE NOT CASE
  WHEN r.kind = 'SCHEMA' THEN has_schema_privilege(s.oid, r.privilege)
  WHEN r.kind = 'FUNCTION' THEN has_function_privilege(p.oid, r.privilege)
  WHEN r.kind = 'SEQUENCE' THEN has_sequence_privilege(c.oid, r.privilege)
  WHEN r."column" IS NULL THEN has_table_privilege(c.oid, r.privilege)
  ELSE has_column_privilege(c.oid, a.attnum, r.privilege)
END ORDER BY r.place`;

/** Lists the rights of the service that the role of the session lacks. */
export async function listLackingRights(client: Pick<pg.ClientBase, "query">): Promise<Right[]> {
  const { rows } = await client.query<Right>(LACKING, [
    JSON.stringify(SERVICE_RIGHTS.map((right, place) => ({ ...right, place }))),
  ]);
  return rows;
}

/**
 * Checks that the role of the session has all rights of the service.
 * @throws UnusableDatabase naming the first right that it lacks
 */
export async function checkRights(client: pg.Client): Promise<void> {
  const [first, ...more] = (await listLackingRights(client)).map(formatRight);
  if (first === undefined) return;
  throw new UnusableDatabase(
    `The role '${client.user}' lacks the right ${first}${more.length > 0 ? ` and ${more.length} more` : ""} in the database '${client.database}'. Run 'npm run roles' as the administrator of the server, or set MIGRATION_DATABASE_URL to the address of the role that owns the tables.`,
  );
}
