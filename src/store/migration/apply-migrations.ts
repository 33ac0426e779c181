import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { FailedMigration } from "./failed-migration.ts";
import type { Migration } from "./migration-files.ts";
import { listOpenTransactions } from "./other-sessions.ts";

/** How long migrations wait for locks. */
export interface LockPatience {
  /** Time limit of one wait. Requests of running processes queue behind it. */
  lockMs: number;
  attempts: number;
  pauseMs: number;
}

/**
 * Waits are short, because running processes would have to wait as well. They are also shorter than PostgreSQL's
 * `deadlock_timeout` of a second, so a deadlock usually ends an attempt and not a request.
 */
const PATIENCE: LockPatience = { lockMs: 800, attempts: 20, pauseMs: 1_500 };

/** `lock_not_available` and `deadlock_detected`. */
const IS_LOCKED = /^(55P03|40P01)$/;

/**
 * Applies migrations in one transaction: all of them or none. While other sessions hold locks, tries again.
 * @throws FailedMigration if one fails; the database is then as before
 */
export async function applyMigrations(
  client: pg.Client,
  migrations: readonly Migration[],
  log: (message: string) => void,
  { lockMs, attempts, pauseMs }: LockPatience = PATIENCE,
): Promise<void> {
  await endWithProcess(client);
  for (let attempt = 1; ; attempt++) {
    const failure = await attemptAll(client, migrations, lockMs);
    if (failure === undefined) break;
    if (!IS_LOCKED.test(failure.code)) throw failure;
    const holders = await listOpenTransactions(client);
    if (attempt === attempts) throw failure.heldBy(holders);
    if (attempt === 1)
      log(
        `Migration ${failure.migration} waits for tables that other sessions use${holders === "" ? "" : `: ${holders}`}`,
      );
    await sleep(pauseMs);
  }
  for (const { name } of migrations) log(`Applied migration ${name}`);
}

async function attemptAll(
  client: pg.Client,
  migrations: readonly Migration[],
  lockMs: number,
): Promise<FailedMigration | undefined> {
  const running = { name: "", sql: "" };
  let isCommitting = false;
  try {
    await client.query("BEGIN");
    await client.query(`SET LOCAL lock_timeout = ${lockMs}`);
    for (const migration of migrations) {
      await apply(client, migration, running);
    }
    isCommitting = true;
    await client.query("COMMIT");
    return undefined;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    return new FailedMigration(running.name, running.sql, error, isCommitting);
  }
}

/** Applies a migration. Notes in `running` which of its files runs, so that a failure can name the line. */
async function apply(
  client: pg.Client,
  { name, sql, before, checksums }: Migration,
  running: { name: string; sql: string },
): Promise<void> {
  const started = new Date();
  for (const text of before === null ? [sql] : [before, sql]) {
    Object.assign(running, { name, sql: text });
    await client.query(text);
  }
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
    [randomUUID(), checksums[0], name, started],
  );
}

/** Lets the server end a statement within a second after this process was killed, and release its locks. */
async function endWithProcess(client: pg.Client): Promise<void> {
  // Servers on some systems cannot do this, and refuse the setting.
  await client.query("SET client_connection_check_interval TO '1s'").catch(() => undefined);
}
