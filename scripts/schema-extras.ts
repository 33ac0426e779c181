import pg from "pg";

/** SQL for the names of the database objects that migrations create but Prisma's schema cannot express. */
const EXTRAS = `
SELECT 'trigger ' || c.relname || '.' || t.tgname AS extra
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND c.relnamespace = 'public'::regnamespace
UNION ALL
SELECT 'check ' || c.relname || '.' || k.conname
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE k.contype IN ('c', 'x') AND k.convalidated AND c.relnamespace = 'public'::regnamespace
UNION ALL
SELECT 'index ' || c.relname || '.' || i.relname
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
WHERE (x.indpred IS NOT NULL OR x.indexprs IS NOT NULL) AND c.relnamespace = 'public'::regnamespace
UNION ALL
SELECT 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
UNION ALL
SELECT 'sequence ' || s.relname
FROM pg_class s WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace`;

/**
 * Lists the triggers, checks, functions, sequences, and partial or expression indexes of a database, one per line,
 * sorted.
 */
export async function listExtras(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ extra: string }>(EXTRAS);
    return rows.map(({ extra }) => extra).sort();
  } finally {
    await client.end();
  }
}
