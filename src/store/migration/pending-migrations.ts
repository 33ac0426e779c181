import type pg from "pg";
import { UnusableDatabase } from "../unusable-database.ts";
import type { Migration } from "./migration-files.ts";

/** A migration that was applied, or that failed half-way. */
interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** Returns the migrations that the database lacks. @throws UnusableDatabase if its history does not match */
export async function findPending(client: pg.Client, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<Applied>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  checkHistory(rows, migrations);
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !applied.has(name));
}

function checkHistory(history: readonly Applied[], migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at } of history) {
    const migration = known.get(name);
    if (finished_at === null)
      throw new UnusableDatabase(
        `Migration ${name} failed in this database and was left incomplete. ` +
          `Repair the database, then mark the migration with 'prisma migrate resolve --rolled-back ${name}' (or --applied).`,
      );
    if (migration === undefined)
      throw new UnusableDatabase(
        `This database has the migration ${name}, which this version of Garita does not know. A newer version applied it: start that version.`,
      );
    if (!migration.checksums.includes(checksum))
      throw new UnusableDatabase(
        `Migration ${name} was changed after it was applied to this database. Restore its file, and put changes into a new migration.`,
      );
  }
}
