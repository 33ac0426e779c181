import type pg from "pg";
import type { SessionTarget } from "../setting-kinds.ts";
import { applyMigrations, type LockPatience } from "./migration/apply-migrations.ts";
import { type Migration, readMigrations } from "./migration/migration-files.ts";
import { refuseEarlierVersions } from "./migration/other-sessions.ts";
import { findPending } from "./migration/pending-migrations.ts";
import { checkRights } from "./rights/check-rights.ts";
import { grantRights } from "./rights/grant-rights.ts";
import { makeServerChooser } from "./servers/choose-server.ts";
import { sessionClient } from "./session.ts";
import { namedBy, UnusableDatabase, unusableBy } from "./unusable-database.ts";

/** Advisory lock of Prisma's migration tool. Holding it keeps that tool from running at the same time. */
const PRISMA_LOCK = 72_707_369;

/** Table of applied migrations. Prisma's tools can read it. */
const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/** How to migrate. */
interface MigrationOptions {
  /** Role that is to get the rights of the service. If undefined, the migrating role must have them. */
  serviceRole?: string;
  /** Role that owns the tables, if the session must assume it first. */
  as?: string;
  /** Setting that has the address, for error messages. */
  setting?: string;
  /** How long to wait for tables that other sessions use. Half a minute by default. */
  patience?: LockPatience;
}

/**
 * Applies the pending migrations of a folder to the database at `databaseUrl`, all in one transaction, then gives the
 * role of the service its rights. If the address names several servers, uses the one that accepts writes. If the role
 * may create no tables, only checks that nothing is pending.
 * @returns the names of the migrations that this call applied
 * @throws UnusableDatabase if the server cannot be reached, the history does not match this version, a process of an
 * earlier version must stop first, a migration fails, or the role may not apply it
 */
export function migrate(
  databaseUrl: string,
  migrationsDir: string,
  log: (message: string) => void,
  { serviceRole, as, setting, patience }: MigrationOptions = {},
): Promise<string[]> {
  const database = { url: databaseUrl, target: "read-write", as, setting } as const;
  return withMigrations(database, migrationsDir, async (client, migrations) => {
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_LOCK]);
    const isOwner = await mayCreate(client);
    if (isOwner) await client.query(HISTORY);
    else await checkRights(client);
    const pending = await findPending(client, migrations);
    if (pending[0] !== undefined && !isOwner)
      throw new UnusableDatabase(
        `The role '${client.user}' cannot apply the migration ${pending[0].name}, which the database '${client.database}' lacks. Set MIGRATION_DATABASE_URL to the address of the role that owns the tables of this database, or run 'npm run roles' as the administrator of the server.`,
      );
    if (pending.length > 0) {
      await refuseEarlierVersions(client, pending, serviceRole);
      await applyMigrations(client, pending, log, patience);
    }
    if (serviceRole !== undefined) await grantRights(client, serviceRole);
    else await checkRights(client);
    return pending.map(({ name }) => name);
  });
}

/** What a database has of the migrations of this version. */
export interface MigrationState {
  /** Name of the database. */
  database: string;
  /** True if no migration was ever applied. */
  isEmpty: boolean;
  /** Names of the migrations that the database lacks, in order. */
  pending: string[];
}

/**
 * Compares the database at `databaseUrl` with the migrations of a folder, without changing anything.
 * @throws UnusableDatabase if the server cannot be reached, or the database has other migrations
 */
export function readMigrationState(databaseUrl: string, migrationsDir: string): Promise<MigrationState> {
  return withMigrations({ url: databaseUrl, target: "any" }, migrationsDir, async (client, migrations) => {
    const { database = "" } = client;
    const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') AS history");
    const isEmpty = rows[0]?.history === null;
    const pending = isEmpty ? migrations : await findPending(client, migrations);
    return { database, isEmpty, pending: pending.map(({ name }) => name) };
  });
}

/**
 * Checks that the database at `databaseUrl` has exactly the migrations of a folder, without changing anything.
 * @throws UnusableDatabase if the server cannot be reached, or the database has fewer or other migrations
 */
export async function checkMigrated(databaseUrl: string, migrationsDir: string): Promise<void> {
  const { database, isEmpty, pending } = await readMigrationState(databaseUrl, migrationsDir);
  if (isEmpty)
    throw new UnusableDatabase(
      `The database '${database}' has no tables of Garita, and a process with GARITA_MODE=read creates none. Start the full service (GARITA_MODE=full) on the primary first.`,
    );
  const [first, ...more] = pending;
  if (first !== undefined)
    throw new UnusableDatabase(
      `The database '${database}' is older than this version of Garita: it lacks the migration ${first}${more.length > 0 ? ` and ${more.length} more` : ""}, and a process with GARITA_MODE=read applies none. Start the full service of this version on the primary first.`,
    );
}

/** Returns false if the role may create no tables, and another role has created them. */
async function mayCreate(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NULL OR has_schema_privilege(oid, 'CREATE') AS may
     FROM pg_namespace WHERE nspname = 'public'`,
  );
  return rows[0]?.may ?? true;
}

/** A database, and how to connect to it. */
interface MigratedDatabase {
  url: string;
  target: SessionTarget;
  /** Role to assume. */
  as?: string | undefined;
  /** Setting that has the URL. */
  setting?: string | undefined;
}

/**
 * Runs `work` on a connection to a server that Garita can use.
 * @throws UnusableDatabase for every error of the database
 */
async function withMigrations<Result>(
  database: MigratedDatabase,
  migrationsDir: string,
  work: (client: pg.Client, migrations: readonly Migration[]) => Promise<Result>,
): Promise<Result> {
  const migrations = await readMigrations(migrationsDir);
  const client = clientFor(database);
  // If the connection breaks, the current statement reports it. An unhandled error event would end the process.
  client.on("error", () => undefined);
  const named = namedBy(database.url, database.setting);
  await client.connect().catch((error) => {
    throw unusableBy(error, named);
  });
  try {
    await checkServer(client);
    return await work(client, migrations);
  } catch (error) {
    throw unusableBy(error, named);
  } finally {
    // Closing the connection releases its locks.
    await client.end();
  }
}

/** @throws UnusableDatabase if the address names an unreadable file, such as a certificate */
function clientFor({ url, target, as, setting = "DATABASE_URL" }: MigratedDatabase): pg.Client {
  const servers = makeServerChooser(url, target);
  const role = as === undefined ? {} : { role: as };
  const Client = sessionClient(servers, { statement_timeout: "0", lock_timeout: "0", ...role });
  try {
    return new Client({ connectionTimeoutMillis: 10_000 });
  } catch (error) {
    throw new UnusableDatabase(`${setting} cannot be used: ${(error as Error).message}. Correct it.`, {
      cause: error,
    });
  }
}

/** @throws UnusableDatabase if the server is too old, or the database's encoding is not UTF8 */
async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding",
  );
  const { version = 0, encoding = "" } = rows[0] ?? {};
  if (version < 150_000)
    throw new UnusableDatabase(
      `DATABASE_URL points to PostgreSQL ${Math.floor(version / 10_000)}, and Garita needs 15 or newer. Use another server.`,
    );
  if (encoding !== "UTF8")
    throw new UnusableDatabase(
      `The database '${client.database}' has the encoding ${encoding}, and Garita needs UTF8. Create another one with ENCODING 'UTF8' TEMPLATE template0, and use that in DATABASE_URL.`,
    );
}
