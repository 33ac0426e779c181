import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../src/root.ts";
import { migrate } from "../src/store/migrate.ts";
import { type LoanedDatabase, loanDatabase } from "./support/database.ts";
import { ask } from "./support/embedded.ts";
import { eventually } from "./support/eventually.ts";
import { runService } from "./support/run-service.ts";
import { startProcess } from "./support/service-process.ts";

const MIGRATIONS = join(ROOT, "prisma/migrations");

describe("npm start with GARITA_MODE=read", () => {
  let database: LoanedDatabase;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "garita-reading-"));
  });
  afterEach(async () => {
    await database?.release();
    await rm(folder, { recursive: true });
  });
  const start = (url: string) =>
    runService({ DATABASE_URL: url, GARITA_MODE: "read", GARITA_DATA: join(folder, "data"), PORT: "0" });

  test("says that the process only reads, and changes nothing in the database", async () => {
    database = await loanDatabase({ seeded: true });
    const counted =
      "SELECT (SELECT count(*) FROM report) || ' ' || (SELECT count(*) FROM api_key) || ' ' || (SELECT count(*) FROM job_run)";
    const before = await ask(database.url, counted);
    const settings = { GARITA_MODE: "read", GARITA_WRITE_URL: "https://full.garita.example", JOBS: "on" };
    const reader = await startProcess(database.url, settings);
    await eventually(() =>
      expect(reader.printed()).toContain(
        "This process only reads (GARITA_MODE=read): it records nothing, runs no jobs, and sends writes to https://full.garita.example",
      ),
    );
    expect((await fetch(`${reader.url}/lukeville`)).status).toBe(200);
    await expect(reader.operatorKey()).rejects.toThrow("ENOENT");
    await reader.stop();
    expect(await ask(database.url, counted)).toBe(before);
  });

  test("fails on a database without tables, and says what creates them", async () => {
    database = await loanDatabase({ empty: true });
    expect(await start(database.url)).toEqual({
      code: 1,
      err: expect.stringMatching(
        /^The database 'loan_\w+' has no tables of Garita, .*Start the full service .* first\.$/,
      ),
    });
    expect(await ask(database.url, "SELECT to_regclass('_prisma_migrations')")).toBeNull();
  });

  test("fails on a database that is older than this version", async () => {
    database = await loanDatabase({ empty: true });
    const names = (await readdir(MIGRATIONS)).sort();
    const [last = ""] = names.filter((name) => !name.endsWith(".toml")).slice(-1);
    await cp(MIGRATIONS, join(folder, "earlier"), { recursive: true });
    await rm(join(folder, "earlier", last), { recursive: true });
    await migrate(database.url, join(folder, "earlier"), () => undefined);
    expect(await start(database.url)).toEqual({
      code: 1,
      err: expect.stringMatching(
        `^The database 'loan_\\w+' is older than this version .* lacks the migration ${last}, `,
      ),
    });
  });

  test("fails on a database that is newer than this version", async () => {
    database = await loanDatabase();
    await ask(
      database.url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('a', 'b', '29990101000000_later', now())`,
    );
    expect(await start(database.url)).toEqual({
      code: 1,
      err: "This database has the migration 29990101000000_later, which this version of Garita does not know. A newer version applied it: start that version.",
    });
  });
});
