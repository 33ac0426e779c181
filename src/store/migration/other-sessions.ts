import type pg from "pg";
import { UnusableDatabase } from "../unusable-database.ts";
import type { Migration } from "./migration-files.ts";

interface OtherSession {
  pid: number;
  role: string | null;
  program: string | null;
}

const describe = (sessions: readonly OtherSession[]): string =>
  sessions
    .map(({ pid, role, program }) => `process ${pid} of the role '${role}'${program ? ` (${program})` : ""}`)
    .join(", ");

/** Sessions of this database other than this one. A role sees no more than this of the sessions of other roles. */
const OTHERS = `SELECT pid, usename AS role, application_name AS program FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;

/** Names the sessions with open transactions, the oldest first, or returns an empty text. */
export async function listOpenTransactions(client: pg.Client): Promise<string> {
  const { rows } = await client.query<OtherSession>(`${OTHERS} AND xact_start IS NOT NULL ORDER BY xact_start LIMIT 3`);
  return describe(rows);
}

/**
 * Checks that no process of an earlier version uses the database, unless the migrations allow it. A process listens for
 * new reports as long as it runs. If the migrating role may not see statements of the service's role, every session of
 * that role counts as such a process.
 * @throws UnusableDatabase naming the sessions
 */
export async function refuseEarlierVersions(
  client: pg.Client,
  pending: readonly Migration[],
  serviceRole: string | undefined,
): Promise<void> {
  const first = pending.find(({ allowsEarlier }) => !allowsEarlier);
  if (first === undefined) return;
  const { rows } = await client.query<OtherSession>(
    `${OTHERS} AND (query ILIKE 'LISTEN %garita_report%' OR (query = '<insufficient privilege>' AND usename = $1)) ORDER BY pid`,
    [serviceRole],
  );
  if (rows.length === 0) return;
  throw new UnusableDatabase(
    `Garita's earlier version still uses the database '${client.database}', and could not read it after the migration ${first.name}: ${describe(rows)}. The database is as before. Stop every process of the earlier version, then start this one again.`,
  );
}
