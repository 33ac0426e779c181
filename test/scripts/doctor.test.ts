import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { examine } from "../../scripts/doctor/examine.ts";
import { machineClock } from "../../src/clock.ts";
import { FALLBACK } from "../../src/locales/index.ts";
import { runCommand } from "../support/command.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { ask } from "../support/embedded.ts";
import { startProcess } from "../support/service-process.ts";

let seeded: LoanedDatabase;
let folder: string;
beforeAll(async () => {
  seeded = await loanDatabase({ seeded: true });
  folder = mkdtempSync(join(tmpdir(), "garita-doctor-"));
});
afterAll(async () => {
  await seeded.release();
  rmSync(folder, { recursive: true });
});

/** Runs the doctor. Without a PORT, it does not look for a process. */
const examined = (url: string, settings: Record<string, string> = {}, args: string[] = []) =>
  runCommand("doctor.js", args, { DATABASE_URL: url, GARITA_DATA: join(folder, "data"), PORT: "0", ...settings });

const wrongIn = (out: string) => out.split("\n").filter((line) => line.startsWith("WRONG"));

const recordRun = (url: string, outcome: string, hours: number, error: string | null = null) =>
  ask(
    url,
    `INSERT INTO job_run (id, name, started_at, ended_at, outcome, counts, error, process)
     VALUES (gen_random_uuid(), 'poll-feed', now() - interval '${hours} hours',
       CASE WHEN '${outcome}' <> 'running' THEN now() - interval '${hours} hours' END,
       '${outcome}', '{}', ${error === null ? "NULL" : `'${error}'`}, 'x')`,
  );

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

describe("the doctor", () => {
  test("finds nothing wrong with a running service, and says so once the service has stopped", async () => {
    const port = String(await freePort());
    const service = await startProcess(seeded.url, { PORT: port });
    const { code, out } = await examined(seeded.url, { PORT: port });
    await service.stop();
    expect([code, wrongIn(out)]).toEqual([0, []]);
    expect(out).toContain(`OK     Garita answers at ${service.url} and is ready.`);
    expect(out).toMatch(/\nNothing is wrong\.\n$/);
    const after = await examined(seeded.url, { PORT: port });
    expect([after.code, wrongIn(after.out)]).toEqual([
      1,
      [expect.stringContaining(`Garita is not running: nothing answers at ${service.url}.`)],
    ]);
  }, 120_000);

  test("speaks Spanish on request, and refuses a language that Garita lacks", async () => {
    const { code, out } = await examined(seeded.url, {}, ["--lang", "es"]);
    expect(code).toBe(0);
    expect(out).toContain("BIEN  La configuración es válida.");
    expect(out).toMatch(/\nTodo está bien\.\n$/);
    expect(await examined(seeded.url, {}, ["--lang", "xx"])).toMatchObject({
      code: 2,
      err: "--lang must be one of en, es; got 'xx'.\n",
    });
  });

  test("names an invalid setting", async () => {
    const { code, out } = await examined(seeded.url, { BWT_CRON: "* * * * *" });
    expect([code, wrongIn(out)]).toEqual([
      1,
      [expect.stringMatching(/BWT_CRON is '\* \* \* \* \*': fires more often/)],
    ]);
  });

  test("names a database that does not answer", async () => {
    const { code, out } = await examined("postgresql://127.0.0.1:1/garita");
    expect([code, wrongIn(out)]).toEqual([
      1,
      [expect.stringMatching(/127\.0\.0\.1:1\/garita cannot be used: .*Start that server/)],
    ]);
  });

  test("names a database without the seed, and does not record it", async () => {
    const bare = await loanDatabase();
    const { code, out } = await examined(bare.url);
    expect([code, wrongIn(out)]).toEqual([1, [expect.stringMatching(/\d+ crossings of the seed are not on record\./)]]);
    expect(await ask(bare.url, "SELECT count(*)::int FROM crossing")).toBe(0);
    await bare.release();
  });

  test("creates no embedded database", async () => {
    const { code, out } = await examined("");
    expect([code, wrongIn(out)]).toEqual([
      1,
      [expect.stringContaining(`There is no database in ${join(folder, "data")} yet.`)],
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("names a port where another program answers", async () => {
    const other = createServer((_req, res) => res.setHeader("Connection", "close").end("hi"));
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { out } = await examined(seeded.url, { PORT: String((other.address() as AddressInfo).port) });
    await new Promise((done) => other.close(done));
    expect(wrongIn(out)).toEqual([expect.stringMatching(/is not Garita, or does not work/)]);
  });
});

describe("the doctor finds in a database", () => {
  let database: LoanedDatabase;
  beforeEach(async () => {
    database = await loanDatabase({ seeded: true });
  });
  afterEach(() => database.release());
  const faults = async () => {
    const { code, out } = await examined(database.url);
    expect(code).toBe(1);
    return wrongIn(out);
  };

  test("that no migration was applied, that the last one is missing, or that a newer version applied one; it applies none", async () => {
    await ask(
      database.url,
      "DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)",
    );
    const count = () => ask(database.url, "SELECT count(*)::int AS n FROM _prisma_migrations");
    const before = await count();
    expect(await faults()).toEqual([expect.stringMatching(/is older than this version of Garita: it lacks/)]);
    expect(await count()).toEqual(before);
    await ask(
      database.url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101_newer', now())`,
    );
    expect(await faults()).toEqual([expect.stringMatching(/29990101_newer.*start that version/)]);
    await ask(database.url, "DROP TABLE _prisma_migrations");
    expect(await faults()).toEqual([expect.stringMatching(/has no tables of Garita/)]);
  });

  test("a job that fails, one that hangs, and one that is overdue, each with the time since when", async () => {
    await recordRun(database.url, "succeeded", 5);
    expect(await faults()).toEqual([expect.stringMatching(/poll-feed was due at \S+Z and has not run since \S+Z\./)]);
    await recordRun(database.url, "failed", 0, "the feed at https://bwt.example answered 403");
    expect(await faults()).toEqual([
      expect.stringMatching(
        /poll-feed is failing: it last succeeded at \S+Z\. The last error is: the feed at \S+ answered 403\./,
      ),
    ]);
    await ask(database.url, "DELETE FROM job_run");
    await recordRun(database.url, "running", 2);
    expect(await faults()).toEqual([expect.stringMatching(/A run of poll-feed that started at \S+Z has not ended/)]);
  });

  test("a dead subscription, and events that have waited for hours", async () => {
    await ask(
      database.url,
      `INSERT INTO api_key (id, name, role, hash, created_at) VALUES ('k', 'app', 'subscriber', 'h', now())`,
    );
    await ask(
      database.url,
      `INSERT INTO subscription (id, holder, url, kinds, states, crossings, modes, directions, since, state, reason, created_at, stopped_at)
       SELECT s, 'k', 'https://example.org', '{report}', '{}', '{}', '{}', '{}', 0, s::"SubscriptionState",
         CASE WHEN s = 'dead' THEN 'the address answered 500.' END, now(), CASE WHEN s = 'dead' THEN now() END
       FROM unnest(ARRAY['active', 'dead']) s`,
    );
    await ask(
      database.url,
      `INSERT INTO delivery (id, subscription, kind, touches, occurred_at)
       VALUES ('a', 'active', 'verification', '{}', now() - interval '3 hours')`,
    );
    expect(await faults()).toEqual([
      expect.stringMatching(/1 webhook events are waiting, the oldest for 180 minutes\./),
      expect.stringMatching(/subscription dead of 'app' has been dead since \S+Z: the address answered 500\. Ask/),
    ]);
  });

  test("that it is read-only, and a report from the future", async () => {
    await ask(
      database.url,
      `ALTER TABLE report DISABLE TRIGGER USER;
       UPDATE report SET recorded_at = now() + interval '1 day' WHERE seq = (SELECT max(seq) FROM report)`,
    );
    const name = new URL(database.url).pathname.slice(1);
    await ask(database.url, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    expect(await faults()).toEqual([
      expect.stringMatching(/newest report was recorded at \S+Z, which is in the future/),
      expect.stringMatching(/The database is read-only, so nothing can be recorded/),
    ]);
  });

  test("that its clock differs from this machine's", async () => {
    const environment = { DATABASE_URL: database.url, PORT: "0" };
    const found = await examine(FALLBACK, () => machineClock().add({ minutes: 10 }), environment);
    expect(found.filter(({ kind }) => kind === "wrong").map(({ text }) => text)).toEqual([
      expect.stringMatching(/clock is (599|600|601) seconds behind .* Set the clocks of both machines/),
    ]);
  });

  test("that a table is locked", async () => {
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query("BEGIN; LOCK TABLE job_run IN ACCESS EXCLUSIVE MODE");
    const found = await faults();
    await client.end();
    expect(found).toEqual([expect.stringMatching(/cannot be used: canceling statement due to lock timeout\./)]);
  });

  test("that the role may not write, or may not read, or may not connect any more", async () => {
    const url = new URL(database.url);
    const role = `doctor_${url.pathname.slice(6)}`;
    await ask(
      database.url,
      `CREATE ROLE ${role} LOGIN PASSWORD 'word'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`,
    );
    Object.assign(url, { username: role, password: "word" });
    const { out } = await examined(url.href);
    expect(wrongIn(out)).toEqual([
      expect.stringMatching(/lacks the right INSERT ON TABLE public\.\w+ and \d+ more\. Run 'npm run roles'/),
    ]);
    await ask(database.url, `REVOKE SELECT ON report FROM ${role}`);
    expect(wrongIn((await examined(url.href)).out)).toEqual([
      expect.stringMatching(/lacks the right SELECT ON TABLE public\.report and 1 more\. Run/),
    ]);
    await ask(database.url, `ALTER ROLE ${role} CONNECTION LIMIT 0`);
    expect(wrongIn((await examined(url.href)).out)).toEqual([
      expect.stringMatching(/too many connections for role .*Allow more connections on the server/),
    ]);
    await ask(database.url, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });
});
