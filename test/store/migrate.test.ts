import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../../src/store/migrate.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { ask } from "../support/embedded.ts";

let database: LoanedDatabase;
let folder: string;
beforeEach(async () => {
  database = await loanDatabase();
  await ask(database.url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  folder = mkdtempSync(join(tmpdir(), "garita-migrations-"));
  write("1_port", "CREATE TABLE port (code text);\nINSERT INTO port VALUES ('2602');");
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.release();
});

const write = (name: string, sql: string) => {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
};
const run = (told: string[] = []) => migrate(database.url, folder, (line) => told.push(line));
const count = (table: string) => ask(database.url, `SELECT count(*)::int FROM ${table}`);

describe("migrating", () => {
  test("applies pending migrations in the order of their names, and nothing the second time", async () => {
    write("2_crossing", "CREATE TABLE crossing AS SELECT code FROM port;");
    const told: string[] = [];
    expect(await run(told)).toEqual(["1_port", "2_crossing"]);
    expect(told).toEqual(["Applied migration 1_port", "Applied migration 2_crossing"]);
    expect(await run()).toEqual([]);
    write("3_more", "INSERT INTO crossing VALUES ('2603')");
    expect(await run()).toEqual(["3_more"]);
    expect(await count("crossing")).toBe(2);
  });

  test("handles function bodies that contain semicolons", async () => {
    write("2_function", "CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; RETURN 2; END $$;");
    await run();
    expect(await ask(database.url, "SELECT two()")).toBe(1);
  });

  test("writes the same history as Prisma's own tool", async () => {
    await run();
    const row = await ask(database.url, "SELECT row_to_json(m) FROM _prisma_migrations m");
    const sql = readFileSync(join(folder, "1_port/migration.sql"));
    expect(row).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      checksum: createHash("sha256").update(sql).digest("hex"),
      started_at: expect.any(String),
      finished_at: expect.any(String),
      migration_name: "1_port",
      logs: null,
      rolled_back_at: null,
      applied_steps_count: 1,
    });
  });

  test("runs once, even if several processes start at the same time", async () => {
    write("2_slow", "SELECT pg_sleep(0.1)");
    const applied = await Promise.all([run(), run(), run()]);
    expect(applied.flat()).toEqual(["1_port", "2_slow"]);
    expect(await count("port")).toBe(1);
  });

  test("rolls back a failed migration, names its line, and continues after the migration is corrected", async () => {
    await run();
    write("2_broken", "CREATE TABLE half (id int);\n\nINSERT INTO nowhere VALUES (1);");
    await expect(run()).rejects.toThrow(/2_broken failed in line 3 and was rolled back: .*nowhere/);
    expect(await ask(database.url, "SELECT to_regclass('half')")).toBeNull();
    expect(await count("port")).toBe(1);
    write("2_broken", "CREATE TABLE half (id int)");
    expect(await run()).toEqual(["2_broken"]);
  });

  test("rolls back all pending migrations if one of them fails", async () => {
    write("2_broken", "INSERT INTO nowhere VALUES (1);");
    const told: string[] = [];
    await expect(run(told)).rejects.toThrow(/2_broken failed in line 1 and was rolled back/);
    expect(told).toEqual([]);
    expect(await ask(database.url, "SELECT to_regclass('port')")).toBeNull();
    write("2_broken", "SELECT 1");
    expect(await run()).toEqual(["1_port", "2_broken"]);
  });
});

describe("a database is refused", () => {
  test("if a migration was edited after it was applied", async () => {
    await run();
    write("1_port", "CREATE TABLE port (code int);");
    await expect(run()).rejects.toThrow(/1_port was changed after it was applied/);
  });

  test("but not if only the line endings of a migration changed", async () => {
    await run();
    write("1_port", readFileSync(join(folder, "1_port/migration.sql"), "utf8").replaceAll("\n", "\r\n"));
    expect(await run()).toEqual([]);
  });

  test("if it has a migration that this version does not know", async () => {
    write("2_newer", "SELECT 1");
    await run();
    rmSync(join(folder, "2_newer"), { recursive: true });
    await expect(run()).rejects.toThrow(/2_newer, which this version of Garita does not know/);
  });

  test("if a migration is incomplete, until somebody marks it as rolled back", async () => {
    await run();
    await ask(database.url, "UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(run()).rejects.toThrow(/1_port failed in this database/);
    await ask(database.url, "UPDATE _prisma_migrations SET rolled_back_at = now(); DROP TABLE port");
    expect(await run()).toEqual(["1_port"]);
  });

  test("if it cannot be reached, with its URL but not the password in the error", async () => {
    const refused = migrate("postgresql://garita:secret@127.0.0.1:1/garita", folder, () => undefined);
    await expect(refused).rejects.toThrow(/database at 127\.0\.0\.1:1\/garita cannot be used/);
    await expect(refused).rejects.not.toThrow(/secret/);
  });
});
