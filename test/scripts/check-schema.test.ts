import { execFile } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { ADMIN_URL } from "../support/server.ts";

let prisma: string;
/** The folder with the copies of the executed SQL. */
let sql: string;
beforeEach(() => {
  prisma = mkdtempSync(join(tmpdir(), "garita-prisma-"));
  for (const part of ["schema.prisma", "migrations", "extras.txt"])
    cpSync(join(ROOT, "prisma", part), join(prisma, part), { recursive: true });
  sql = join(prisma, "sql");
  cpSync(join(ROOT, "src/store/record/sql"), sql, { recursive: true });
});
afterEach(() => rmSync(prisma, { recursive: true }));

function migration(sql: string): void {
  const folder = join(prisma, "migrations/99999999999999_later");
  mkdirSync(folder);
  writeFileSync(join(folder, "migration.sql"), sql);
}

/**
 * Returns the result of checking the folder. The check runs as a separate command, because the schema engine does not
 * run inside jest.
 */
function check(...args: string[]): Promise<{ code: number; said: string }> {
  const env = { ...process.env, NODE_OPTIONS: "", DATABASE_URL: process.env[ADMIN_URL] };
  const script = join(ROOT, "dist/scripts/check-schema.js");
  return new Promise((done) =>
    execFile(process.execPath, [script, prisma, sql, ...args], { env }, (error, _stdout, stderr) =>
      done({ code: typeof error?.code === "number" ? error.code : 0, said: stderr }),
    ),
  );
}

describe("the check of the schema", () => {
  test("passes if schema, migrations and the list of extras agree", async () => {
    expect(await check()).toEqual({ code: 0, said: "" });
  });

  test("fails if the schema has something that no migration creates", async () => {
    appendFileSync(join(prisma, "schema.prisma"), "\nmodel Ghost {\n  id Int @id\n}\n");
    expect(await check()).toEqual({ code: 1, said: expect.stringContaining('CREATE TABLE "Ghost"') });
  });

  test("fails if a migration creates something that the schema does not have", async () => {
    migration('ALTER TABLE "port" ADD COLUMN "ghost" TEXT');
    expect(await check()).toEqual({ code: 1, said: expect.stringContaining('DROP COLUMN "ghost"') });
  });

  test("fails if a later migration drops a trigger, a check or a partial index, unnoticed by Prisma", async () => {
    migration(`DROP TRIGGER claim_append_only ON claim;
      ALTER TABLE report DROP CONSTRAINT report_publisher_check;
      ALTER TABLE report DISABLE TRIGGER report_append_only;
      DROP INDEX job_run_under_way_key;`);
    const { code, said } = await check();
    expect(code).toBe(1);
    expect(said).not.toContain("schema.prisma differs");
    expect(said.match(/^ {2}.*$/gm)).toEqual([
      "  check report.report_publisher_check",
      "  index job_run.job_run_under_way_key",
      "  trigger claim.claim_append_only",
      "  trigger report.report_append_only",
    ]);
  });

  test("fails for an unlisted object, until the list is updated", async () => {
    migration("CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    expect(await check()).toEqual({ code: 1, said: expect.stringContaining("function one()") });
    await check("--write");
    expect(readFileSync(join(prisma, "extras.txt"), "utf8")).toContain("function one()\n");
    expect(readFileSync(join(sql, "one.sql"), "utf8")).toContain("FUNCTION public.one()");
    expect((await check()).code).toBe(0);
  });

  test("fails if a copy of SQL differs from the executed SQL", async () => {
    migration(
      "CREATE OR REPLACE FUNCTION refuse_alteration() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    );
    appendFileSync(join(sql, "timelines.sql"), "LIMIT 1\n");
    rmSync(join(sql, "history.sql"));
    writeFileSync(join(sql, "former.sql"), "SELECT 1\n");
    const { code, said } = await check();
    expect(code).toBe(1);
    expect(said.match(/^ {2}.*$/gm)).toEqual([
      "  history.sql is missing",
      "  timelines.sql differs from the executed SQL",
      "  refuse_alteration.sql differs from the executed SQL",
      "  former.sql shows SQL that is no longer executed",
    ]);
  });
});
