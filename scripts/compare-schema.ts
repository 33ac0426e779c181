import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { migrate } from "../src/store/migrate.ts";
import { withSchemaEngine } from "./schema-engine.ts";
import { listExtras } from "./schema-extras.ts";
import { collectSql } from "./sql-files.ts";

/** Differences between a Prisma folder's schema, migrations and list of extras. */
export interface Disagreement {
  /** SQL that would turn a migrated database into the one in `schema.prisma`. Empty if they are equal. */
  drift: string;
  /** Errors that Prisma's own tool finds in the migration history that Garita wrote. */
  history: string[];
  missing: string[];
  unlisted: string[];
  /** Database objects that Prisma's schema cannot express, written as in the list of extras. */
  extras: string[];
  /** Executed SQL, by the name of the file with its copy. */
  sql: Map<string, string>;
}

/** Applies the migrations of a Prisma folder to the empty database at `url`, and compares the result. */
export async function compareSchema(url: string, prismaDir: string): Promise<Disagreement> {
  const migrationsDir = join(prismaDir, "migrations");
  await migrate(url, migrationsDir, () => undefined);
  const extras = await listExtras(url);
  const sql = await collectSql(url);
  const listFile = join(prismaDir, "extras.txt");
  const listed = existsSync(listFile)
    ? (await readFile(listFile, "utf8")).split("\n").filter((line) => line !== "")
    : [];
  const files = [{ path: "schema.prisma", content: await readFile(join(prismaDir, "schema.prisma"), "utf8") }];
  const filters = { externalTables: [], externalEnums: [] };
  const migrationsList = await readMigrationList(migrationsDir);
  return withSchemaEngine(url, async (engine) => {
    const diagnosis = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters });
    const { exitCode, stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: prismaDir },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters,
    });
    return {
      drift: exitCode === 0 ? "" : (stdout ?? "").trim(),
      history: [
        ...diagnosis.editedMigrationNames.map((name) => `${name} counts as edited`),
        ...diagnosis.failedMigrationNames.map((name) => `${name} counts as failed`),
        ...(diagnosis.history === null ? [] : [JSON.stringify(diagnosis.history)]),
      ],
      missing: listed.filter((extra) => !extras.includes(extra)),
      unlisted: extras.filter((extra) => !listed.includes(extra)),
      extras,
      sql,
    };
  });
}

async function readMigrationList(baseDir: string) {
  const names = (await readdir(baseDir)).filter((name) => existsSync(join(baseDir, name, "migration.sql"))).sort();
  const read = async (name: string) => ({
    path: name,
    migrationFile: {
      path: "migration.sql",
      content: { tag: "ok" as const, value: await readFile(join(baseDir, name, "migration.sql"), "utf8") },
    },
  });
  const lockfile = {
    path: "migration_lock.toml",
    content: await readFile(join(baseDir, "migration_lock.toml"), "utf8"),
  };
  return { baseDir, lockfile, shadowDbInitScript: "", migrationDirectories: await Promise.all(names.map(read)) };
}
