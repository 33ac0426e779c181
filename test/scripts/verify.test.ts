import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { machineClock } from "../../src/clock.ts";
import { createApiKey } from "../../src/store/access/api-keys.ts";
import { openDatabase } from "../../src/store/database.ts";
import { runCommand, type Said } from "../support/command.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { soundReport } from "../support/service.ts";
import { startProcess } from "../support/service-process.ts";

let database: LoanedDatabase;
let folder: string;
beforeAll(async () => {
  database = await loanDatabase({ seeded: true });
  folder = mkdtempSync(join(tmpdir(), "garita-verify-"));
  const service = await startProcess(database.url);
  for (const name of ["head", "key"])
    writeFileSync(join(folder, `${name}.json`), await (await fetch(`${service.url}/v1/log/${name}`)).text());
  await service.stop();
});
afterAll(async () => {
  await database.release();
  rmSync(folder, { recursive: true });
});

const verify = (...args: string[]): Promise<Said> =>
  runCommand("verify.js", args, { DATABASE_URL: database.url, GARITA_DATA: join(folder, "data"), LOG_LEVEL: "error" });
const kept = (name: string): string => join(folder, `${name}.json`);

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  const results = await client.query(`SET session_replication_role = replica; ${sql}`).finally(() => client.end());
  return (results as unknown as pg.QueryResult[]).at(-1)?.rows ?? [];
}

test("a log that nobody altered is confirmed, with its head, and nothing is written", async () => {
  const activity = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::int AS writes FROM pg_stat_user_tables";
  const [before] = await ask(activity);
  expect(await verify()).toEqual({
    code: 0,
    out: expect.stringMatching(/^The log is as it was recorded: \d+ reports\. Its head is seq \d+, [0-9a-f]{64}\.\n$/),
    err: "",
  });
  for (const key of [[], ["--key", kept("key")]])
    expect(await verify("--head", kept("head"), ...key)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/\nIt contains the head that was kept \(seq \d+\), whose signature is valid\.\n$/),
    });
  expect(await ask(activity)).toEqual([before]);
  expect(readdirSync(folder).sort()).toEqual(["head.json", "key.json"]);
});

test("a head that was altered, or that another key signed, is refused", async () => {
  const head = JSON.parse(readFileSync(kept("head"), "utf8"));
  const write = (name: string, value: object) => writeFileSync(kept(name), JSON.stringify(value));
  write("forged", { ...head, hash: "0".repeat(64) });
  expect(await verify("--head", kept("forged"))).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^The signature of the head is not valid/),
  });
  write("unknown", { ...head, keyId: "0".repeat(64) });
  expect(await verify("--head", kept("unknown"))).toMatchObject({
    code: 1,
    err: expect.stringMatching(/the database does not list. Give its public key with --key/),
  });
  expect(await verify("--head", kept("unknown"), "--key", kept("key"))).toMatchObject({
    code: 2,
    err: expect.stringMatching(/key.json does not have the key 0000/),
  });
  write("unsigned", { ...head, keyId: null, signature: null });
  expect((await verify("--head", kept("unsigned"))).out).toMatch(/which is not signed\.\n$/);
  expect(await verify("--head", kept("key"))).toMatchObject({
    code: 2,
    err: expect.stringMatching(/cannot be read as an answer of \/v1\/log\/head/),
  });
  expect(await verify("--head", join(folder, "nowhere.json"))).toMatchObject({ code: 2 });
  expect(await verify("--key", kept("key"))).toMatchObject({ code: 2, err: expect.stringMatching(/^npm run verify /) });
  for (const name of ["forged", "unknown", "unsigned"]) rmSync(kept(name));
});

test("reports of an import are part of the log", async () => {
  const db = openDatabase(database.url, () => undefined);
  await createApiKey(db, "desk", "recorder", machineClock());
  await db.close();
  const file = join(folder, "reports.ndjson");
  const reports = Array.from({ length: 20 }, (_, i) => JSON.stringify(soundReport({}, { note: `Number ${i}` })));
  writeFileSync(file, reports.join("\n"));
  const settings = { DATABASE_URL: database.url, GARITA_DATA: join(folder, "data"), LOG_LEVEL: "error" };
  expect(await runCommand("import.js", [file, "--name", "desk"], settings)).toMatchObject({ code: 0 });
  rmSync(file);
  const [{ count } = {}] = await ask("SELECT count(*)::int FROM report");
  expect(await verify("--head", kept("head"))).toMatchObject({
    code: 0,
    out: expect.stringContaining(`The log is as it was recorded: ${Number(count).toLocaleString("en-US")} reports.`),
  });
});

test("an alteration is named in one sentence; if all hashes were computed anew, the head proves it", async () => {
  const [{ id } = {}] = await ask("SELECT id FROM report WHERE seq = 10");
  await ask("UPDATE report SET note = 'Nothing happened' WHERE seq = 10");
  expect(await verify()).toEqual({
    code: 1,
    out: "",
    err: `Report ${id} (seq 10) was altered: its content no longer has the hash with which it was recorded.\n`,
  });
  await ask("DELETE FROM report_hash WHERE seq >= 10");
  expect(await verify()).toMatchObject({ code: 1, err: expect.stringMatching(/\(seq 10\) has no hash/) });
  // The next start adds the missing hashes.
  await (await startProcess(database.url)).stop();
  expect(await verify()).toMatchObject({ code: 0 });
  expect(await verify("--head", kept("head"))).toMatchObject({
    code: 1,
    err: expect.stringMatching(
      /^The log was rewritten up to seq \d+: there, the head has the hash [0-9a-f]{64}, and the log now has [0-9a-f]{64}\.\n$/,
    ),
  });
});
