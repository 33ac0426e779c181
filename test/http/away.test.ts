import pg from "pg";
import { isAway } from "../../src/store/away.ts";
import { type Asked, type LoanedService, loanService, soundReport } from "../support/service.ts";

let service: LoanedService;
let admin: pg.Client;
let key: string;
beforeAll(async () => {
  service = await loanService();
  key = await service.keyFor("desk", "recorder");
  admin = new pg.Client(service.databaseUrl);
  await admin.connect();
  // A trigger makes inserts fail with the PostgreSQL error code that is in the table `failing`.
  await admin.query(`
    CREATE TABLE failing (code text);
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE told text := (SELECT code FROM failing LIMIT 1);
    BEGIN
      IF told IS NOT NULL THEN RAISE EXCEPTION 'could not extend file "base/16384/1234"' USING ERRCODE = told; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER fails BEFORE INSERT ON report FOR EACH ROW EXECUTE FUNCTION fail();
    CREATE TRIGGER fails BEFORE INSERT ON api_key FOR EACH ROW EXECUTE FUNCTION fail()`);
});
afterAll(async () => {
  await admin.end();
  await service.release();
});

const record = () => service.post("/v1/reports", soundReport(), key);
const expectAway = ({ status, headers, text }: Asked) => {
  expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
  expect(text).not.toMatch(/extend|base\/|postgres|SQL|report_/i);
};
const onRecord = async () => (await admin.query("SELECT count(*)::int AS count FROM report")).rows[0].count as number;

/** Ends the service's database sessions, because only new sessions get the changed settings of the database. */
const endSessions = () =>
  admin.query(
    "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );

describe("a database that refuses a write counts as unavailable, and the write is answered 503", () => {
  test.each([
    ["a full disk", "53100"],
    ["no free memory", "53200"],
    ["too many connections", "53300"],
    ["a server that became read-only", "25006"],
    ["a statement that took too long", "57014"],
    ["a wait for a lock that took too long", "55P03"],
    ["a deadlock", "40P01"],
    ["a server that is shutting down", "57P01"],
    ["a server that crashed", "57P02"],
    ["a server that is recovering", "57P03"],
    ["a database that was dropped", "57P04"],
    ["a database that was renamed", "3D000"],
    ["a server that refuses the user", "28000"],
    ["a password that is no longer correct", "28P01"],
    ["a failing disk", "58030"],
  ])("%s (%s)", async (_name, code) => {
    await admin.query("INSERT INTO failing VALUES ($1)", [code]);
    const before = await onRecord();
    expectAway(await record());
    const byPrisma = service.keyFor(`key ${code}`, "recorder");
    expect(isAway(await byPrisma.catch((error: unknown) => error))).toBe(true);
    await admin.query("TRUNCATE failing");
    expect(await onRecord()).toBe(before);
    expect((await record()).status).toBe(201);
  });

  test("a write that the database refuses because of its content is answered 500, not 503, without details", async () => {
    await admin.query("INSERT INTO failing VALUES ('23514')");
    const { status, text } = await record();
    expect([status, text]).toEqual([500, expect.not.stringMatching(/23514|failing|INSERT|\.[jt]s/)]);
    await admin.query("TRUNCATE failing");
  });
});

test("if another session locks a table, writes get 503 within ten seconds, and nothing is recorded", async () => {
  const before = await onRecord();
  await admin.query("BEGIN; LOCK TABLE report");
  const began = performance.now();
  const [one, other] = await Promise.all([record(), record()]);
  expect(performance.now() - began).toBeLessThan(10_000);
  expectAway(one);
  expectAway(other);
  await admin.query("ROLLBACK");
  expect(await onRecord()).toBe(before);
  expect((await record()).status).toBe(201);
});

test("a read-only database is unavailable for writes, but reads continue", async () => {
  const { pathname } = new URL(service.databaseUrl);
  await admin.query(`ALTER DATABASE ${pathname.slice(1)} SET default_transaction_read_only = on`);
  await endSessions();
  expectAway(await record());
  expect((await service.ask("/v1/crossings/lukeville/history")).status).toBe(200);
  expect((await service.ask("/readyz")).body).toEqual({
    status: "degraded",
    reasons: ["nothing can be recorded: the database is read-only"],
  });
  await admin.query("SET default_transaction_read_only = off");
  await admin.query(`ALTER DATABASE ${pathname.slice(1)} RESET default_transaction_read_only`);
  await endSessions();
  expect((await record()).status).toBe(201);
  expect((await service.ask("/readyz")).body).toEqual({ status: "ready" });
});

test("readiness reports a full disk from the first failed write until a write succeeds", async () => {
  await admin.query("INSERT INTO failing VALUES ('53100')");
  await record();
  const { status, body } = await service.ask("/readyz");
  expect([status, body]).toEqual([
    200,
    { status: "degraded", reasons: ["nothing can be recorded: the disk of the database is full"] },
  ]);
  await admin.query("TRUNCATE failing");
  await record();
  expect((await service.ask("/readyz")).body).toEqual({ status: "ready" });
});
