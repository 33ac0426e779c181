import pg from "pg";
import { formatRight, type Right, SERVICE_RIGHTS } from "./service-rights.ts";

// Rights on objects of other owners, such as those of extensions, are left alone.
const HELD = `
WITH role AS (SELECT oid FROM pg_roles WHERE rolname = $1), space AS (SELECT oid FROM pg_namespace WHERE nspname = 'public')
SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, c.relname::text AS object,
  a.privilege_type AS privilege, NULL AS "column"
FROM role, space, pg_class c, aclexplode(c.relacl) a
WHERE c.relnamespace = space.oid AND a.grantee = role.oid AND pg_has_role(c.relowner, 'USAGE')
UNION ALL
SELECT 'TABLE', c.relname, a.privilege_type, t.attname
FROM role, space, pg_class c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a
WHERE c.relnamespace = space.oid AND a.grantee = role.oid AND pg_has_role(c.relowner, 'USAGE')
UNION ALL
SELECT 'FUNCTION', p.proname, a.privilege_type, NULL
FROM role, space, pg_proc p, aclexplode(p.proacl) a
WHERE p.pronamespace = space.oid AND a.grantee = role.oid AND pg_has_role(p.proowner, 'USAGE')
UNION ALL
SELECT 'SCHEMA', n.nspname, a.privilege_type, NULL
FROM role, space JOIN pg_namespace n ON n.oid = space.oid, aclexplode(n.nspacl) a
WHERE a.grantee = role.oid`;

/** Lists the rights in the schema that were granted to a role itself. */
export async function listGranted(client: pg.ClientBase, role: string): Promise<Right[]> {
  return (await client.query<Right>(HELD, [role])).rows;
}

/**
 * Gives a role exactly the rights of the service, in one transaction. Changes nothing if it has them already. Two
 * processes must not do this at the same time: the caller holds a lock.
 */
export async function grantRights(client: pg.ClientBase, role: string): Promise<void> {
  const held = (await listGranted(client, role)).map(formatRight);
  const wanted = SERVICE_RIGHTS.map(formatRight);
  const name = pg.escapeIdentifier(role);
  const statements = [
    ...held.filter((right) => !wanted.includes(right)).map((right) => `REVOKE ${right} FROM ${name}`),
    ...wanted.filter((right) => !held.includes(right)).map((right) => `GRANT ${right} TO ${name}`),
  ];
  if (statements.length > 0) await client.query(["BEGIN", ...statements, "COMMIT"].join("; "));
}
