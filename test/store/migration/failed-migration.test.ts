import { once } from "node:events";
import pg from "pg";
import { migrate } from "../../../src/store/migrate.ts";
import { type LoanedDatabase, loanDatabase } from "../../support/database.ts";
import { ask } from "../../support/embedded.ts";
import { eventually } from "../../support/eventually.ts";
import { soundReport } from "../../support/service.ts";
import { type ServiceProcess, startProcess } from "../../support/service-process.ts";
import { makeNextVersion, type NextVersion } from "../../support/upgrades/next-version.ts";

const NEXT = "20990101000000_next";
const quiet = () => undefined;

let database: LoanedDatabase;
let old: ServiceProcess;
let key: string;
let next: NextVersion;
beforeAll(async () => {
  database = await loanDatabase({ seeded: true });
  old = await startProcess(database.url);
  key = await old.operatorKey();
});
afterAll(async () => {
  await old.stop();
  await database.release();
});
beforeEach(() => {
  next = makeNextVersion();
});
afterEach(() => next.remove());

/** Applies the migrations of the next version in this process. */
const upgrade = (patience = { lockMs: 100, attempts: 2, pauseMs: 20 }, log: (line: string) => void = quiet) =>
  migrate(database.url, next.migrations, log, { patience });

/** Columns and migrations of the database, and the reports of the old version. */
const stateOf = () =>
  ask(
    database.url,
    `SELECT json_build_array(
      (SELECT json_agg(migration_name ORDER BY migration_name) FROM _prisma_migrations),
      (SELECT json_agg(table_name || '.' || column_name ORDER BY 1) FROM information_schema.columns WHERE table_schema = 'public'),
      (SELECT count(*) FROM report)
    )::text`,
  );

/** Records a report through the old version, and reads it there. */
async function useOldVersion(): Promise<void> {
  const post = (path: string, body: object) =>
    fetch(`${old.url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const recorded = await post("/v1/reports", soundReport());
  expect(recorded.status).toBe(201);
  const { id } = (await recorded.json()) as { id: string };
  const status = await fetch(`${old.url}/v1/crossings/lukeville/status?at=2026-03-03T18:00:00Z`);
  expect(await status.json()).toMatchObject({
    services: expect.arrayContaining([
      expect.objectContaining({ mode: "passenger", direction: "northbound", status: "suspended" }),
    ]),
  });
  expect((await post(`/v1/reports/${id}/retraction`, { note: "End of the test" })).status).toBe(201);
}

test("a start whose second statement is wrong exits with the migration, the line, the cause and what to do", async () => {
  next.write(NEXT, "ALTER TABLE report ADD COLUMN extra TEXT;\n\nINSERT INTO nowhere VALUES (1);");
  const before = await stateOf();
  expect(await next.start(database.url).ended).toEqual({
    code: 1,
    err: `Migration ${NEXT} failed in line 3 and was rolled back: relation "nowhere" does not exist. The database is as before, and processes of the earlier version can go on. Keep this message, and use a corrected version.`,
  });
  expect(await stateOf()).toEqual(before);
  await useOldVersion();
});

test("if one of several migrations fails, none of them remains, so the earlier version can also start again", async () => {
  next.write("20990101000000_good", "CREATE TABLE good (id INT)");
  next.write("20990102000000_bad", "SELECT 1 / 0");
  const before = await stateOf();
  await expect(upgrade()).rejects.toThrow(
    /^Migration 20990102000000_bad failed and was rolled back: division by zero\./,
  );
  expect(await stateOf()).toEqual(before);
});

test("data that do not fit, a full disk and a missing right are named with what to do", async () => {
  const before = await stateOf();
  const failure = async (sql: string) => {
    next.write(NEXT, `CREATE TABLE half (id INT);\n${sql}`);
    const { message } = await upgrade().then(
      () => new Error("it succeeded"),
      (error: Error) => error,
    );
    expect(message).toMatch(/and was rolled back: .*\. The database is as before/);
    return message;
  };
  expect(await failure(`ALTER TABLE report ADD CONSTRAINT "short" CHECK (length(title) < 3)`)).toMatch(
    /check constraint "short" of relation "report" is violated by some row\..* The data of this database do not fit\./,
  );
  expect(await failure("ALTER TABLE report ALTER COLUMN url SET NOT NULL")).toMatch(
    /column "url".*contains null values/,
  );
  const raise = (code: string) => `DO $$ BEGIN RAISE EXCEPTION 'it raised' USING ERRCODE = '${code}'; END $$`;
  expect(await failure(raise("53100"))).toMatch(/it raised\..* Free space on the disk of the database server/);
  expect(await failure(raise("42501"))).toMatch(/it raised\..* Give the role that owns the tables this right/);
  expect(await stateOf()).toEqual(before);
});

test("tables that another session uses are waited for, and then the session is named", async () => {
  next.write(NEXT, "ALTER TABLE report ADD COLUMN extra TEXT");
  const before = await stateOf();
  const client = new pg.Client({ connectionString: database.url, application_name: "a long report" });
  await client.connect();
  await client.query("BEGIN; SELECT FROM report LIMIT 1");
  try {
    await expect(upgrade()).rejects.toThrow(
      /^Migration 20990101000000_next failed and was rolled back: canceling statement due to lock timeout\. The database is as before.*Other sessions used its tables: process \d+ of the role '\w+' \(a long report\)(?:, process \d+ of the role '\w+'[^.]*)*\. End them/,
    );
    expect(await stateOf()).toEqual(before);
    await useOldVersion();
  } finally {
    await client.end();
  }
});

test("a killed start leaves nothing, and the earlier version goes on within seconds", async () => {
  next.write(NEXT, "ALTER TABLE report ADD COLUMN extra TEXT; SELECT pg_sleep(25)");
  const before = await stateOf();
  const { child, ended } = next.start(database.url);
  const sleeping =
    "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
  await eventually(async () => expect(await ask(database.url, sleeping)).toBe(1));
  child.kill("SIGKILL");
  await ended;
  await eventually(async () => expect(await ask(database.url, sleeping)).toBe(0));
  expect(await stateOf()).toEqual(before);
  await useOldVersion();
});

test("a connection that breaks half-way leaves nothing, and the next start tries again", async () => {
  next.write(NEXT, "ALTER TABLE report ADD COLUMN extra TEXT; SELECT pg_terminate_backend(pg_backend_pid())");
  const before = await stateOf();
  await expect(upgrade()).rejects.toThrow(
    /^Migration 20990101000000_next failed and was rolled back: terminating connection.* Start this version again once the database server is available\.$/,
  );
  expect(await stateOf()).toEqual(before);
  await useOldVersion();
});

test("a migration that stops earlier versions is refused while one runs, with the process to stop", async () => {
  next.write(NEXT, "-- Stops earlier versions: they read this table.\nDROP TABLE handover_note");
  const before = await stateOf();
  await expect(upgrade()).rejects.toThrow(
    /^Garita's earlier version still uses the database '\w+', and could not read it after the migration 20990101000000_next: process \d+ of the role '\w+'\. The database is as before\. Stop every process of the earlier version/,
  );
  expect(await stateOf()).toEqual(before);
  await useOldVersion();
});

test("the next start applies the corrected migration while the earlier version runs, as soon as the tables are free", async () => {
  next.write(NEXT, "ALTER TABLE report ADD COLUMN extra TEXT");
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query("BEGIN; SELECT FROM report LIMIT 1");
  const told: string[] = [];
  const upgraded = upgrade({ lockMs: 50, attempts: 200, pauseMs: 50 }, (line) => {
    told.push(line);
    void client.end();
  });
  await once(client, "end");
  expect(await upgraded).toEqual([NEXT]);
  expect(told).toEqual([
    expect.stringMatching(/^Migration 20990101000000_next waits for tables that other sessions use: process \d+/),
    `Applied migration ${NEXT}`,
  ]);
  await useOldVersion();
});
