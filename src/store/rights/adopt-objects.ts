import pg from "pg";

// A sequence of a column follows its table. Objects of extensions stay with their owners.
const FOREIGN = `
SELECT 'TABLE ' || c.oid::regclass AS object FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relowner <> $1::regrole
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
UNION ALL
SELECT 'SEQUENCE ' || c.oid::regclass FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S' AND c.relowner <> $1::regrole
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i', 'e'))
UNION ALL
SELECT 'FUNCTION ' || p.oid::regprocedure FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f' AND p.proowner <> $1::regrole
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'TYPE ' || t.oid::regtype FROM pg_type t
WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'e' AND t.typowner <> $1::regrole
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')`;

/**
 * Makes a role the owner of the database and of everything in its schema `public`, and takes the rights to create
 * objects from all other roles. The session is an administrator's.
 */
export async function adoptObjects(client: pg.Client, database: string, owner: string, service: string): Promise<void> {
  const [name, role, other] = [database, owner, service].map(pg.escapeIdentifier);
  const { rows } = await client.query<{ object: string }>(FOREIGN, [role]);
  const statements = [
    `ALTER DATABASE ${name} OWNER TO ${role}`,
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC, ${other}`,
    `GRANT CONNECT ON DATABASE ${name} TO PUBLIC`,
    // Before PostgreSQL 15, every role could create tables here.
    `REVOKE CREATE ON SCHEMA public FROM PUBLIC, ${other}`,
    `GRANT USAGE, CREATE ON SCHEMA public TO ${role}`,
    ...rows.map(({ object }) => `ALTER ${object} OWNER TO ${role}`),
  ];
  await client.query(["BEGIN", ...statements, "COMMIT"].join("; "));
}
