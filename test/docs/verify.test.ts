import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { ROOT } from "../../src/root.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { blocksIn, differenceOf } from "../support/examples.ts";
import { soundReport } from "../support/service.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";

const blocks = blocksIn(readFileSync(join(ROOT, "docs/verify.md"), "utf8"));
const block = (language: string): string => blocks.find((each) => each.language === language)?.text ?? "";

let database: LoanedDatabase;
let service: ServiceProcess;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "garita-verify-"));
  database = await loanDatabase({ seeded: true });
  service = await startProcess(database.url);
  await writeFile(join(folder, "verify.mjs"), block("js"));
  for (const name of ["head", "key"]) await writeFile(join(folder, `${name}.json`), await fetchText(`/v1/log/${name}`));
});
afterEach(async () => {
  await service.stop();
  await database.release();
  await rm(folder, { recursive: true });
});

const fetchText = async (path: string): Promise<string> => (await fetch(`${service.url}${path}`)).text();

/** Runs the script of the document with the files that the reader kept. */
const runScript = (): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) => {
    const args = ["verify.mjs", service.url, "head.json", "key.json"];
    execFile(process.execPath, args, { cwd: folder, env: { ...process.env, NODE_OPTIONS: "" } }, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out: out.trim(), err: err.trim() }),
    );
  });

/** Runs SQL as a superuser who first switches off all triggers and foreign keys. */
async function tamper(sql: string): Promise<void> {
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query(`SET session_replication_role = replica; ${sql}`).finally(() => client.end());
  // The service answers from memory until a report arrives.
  await record();
}

async function record(): Promise<void> {
  const headers = {
    "content-type": "application/json",
    authorization: `Bearer ${await service.operatorKey()}`,
  };
  const response = await fetch(`${service.url}/v1/reports`, {
    method: "POST",
    headers,
    body: JSON.stringify(soundReport()),
  });
  expect(response.status).toBe(201);
  const { hash, seq } = (await response.json()) as { hash: string; seq: number };
  await eventually(async () => expect(JSON.parse(await fetchText("/v1/log/head"))).toMatchObject({ hash, seq }));
}

test("the script is short, and uses nothing but Node", () => {
  expect(block("js").trim().split("\n").length).toBeLessThanOrEqual(36);
  const imports = [...block("js").matchAll(/from "([^"]+)"/g)].map(([, name]) => name);
  expect(imports.every((name) => name?.startsWith("node:"))).toBe(true);
});

test("the head is as documented, and the script confirms it, also after further reports", async () => {
  const example = { line: 0, commands: "", form: "json", answer: block("json") };
  const head = JSON.parse(readFileSync(join(folder, "head.json"), "utf8"));
  expect(
    differenceOf({ ...example, answer: example.answer.replaceAll("196", head.seq) }, JSON.stringify(head)),
  ).toBeNull();
  expect(await runScript()).toMatchObject({ code: 0, err: "" });
  await record();
  const { code, out } = await runScript();
  expect(code).toBe(0);
  expect(out).toMatch(
    new RegExp(`^Nothing up to seq ${head.seq} was altered .* ends with seq ${head.seq + 1}, [0-9a-f]{64}`),
  );
});

test.each([
  ["altered note", 10, "UPDATE report SET note = 'Nothing happened' WHERE seq = 10"],
  ["altered line", 10, "UPDATE status_change SET effective_at = '1999-01-01' WHERE seq = 10"],
  ["missing report", 11, "DELETE FROM report WHERE seq = 10"],
])("the script finds an %s", async (_, seq, sql) => {
  await tamper(sql);
  const { code, err } = await runScript();
  expect(code).toBe(1);
  expect(err).toMatch(new RegExp(`^Report \\S+ \\(seq ${seq}\\), or the one before, was altered, added or removed`));
});

test("the script finds an added report", async () => {
  const { seq } = JSON.parse(await fetchText("/v1/log/head"));
  // Leaves a gap, as a report does that cannot be recorded.
  await tamper("SELECT nextval('report_seq')");
  expect(await runScript()).toMatchObject({ code: 0 });
  const columns = "recorded_at, recorded_by, source_kind, publisher, title";
  await tamper(
    `INSERT INTO report (id, seq, ${columns}) SELECT 'forged', ${seq + 1}, ${columns} FROM report WHERE seq = 1`,
  );
  const { code, err } = await runScript();
  expect([code, err]).toEqual([1, expect.stringMatching(/^Report forged .* was altered, added or removed/)]);
});

test("if somebody computed all hashes anew, the head that was kept proves the alteration", async () => {
  const { seq } = JSON.parse(readFileSync(join(folder, "head.json"), "utf8"));
  await tamper("UPDATE report SET note = 'Nothing happened' WHERE seq = 10; DELETE FROM report_hash WHERE seq >= 10");
  expect(await runScript()).toMatchObject({
    code: 1,
    err: `Something up to seq ${seq} was altered after the head was kept.`,
  });
});

test("the script finds that the report which the head names was removed", async () => {
  const { seq } = JSON.parse(readFileSync(join(folder, "head.json"), "utf8"));
  await tamper(`DELETE FROM report WHERE seq = ${seq}; DELETE FROM report_hash WHERE seq = ${seq}`);
  expect(await runScript()).toMatchObject({
    code: 1,
    err: `The report with seq ${seq}, which the head names, is no longer in the log.`,
  });
});

test("the script refuses a head that the key did not sign", async () => {
  const head = JSON.parse(readFileSync(join(folder, "head.json"), "utf8"));
  await writeFile(join(folder, "head.json"), JSON.stringify({ ...head, hash: "0".repeat(64) }));
  expect(await runScript()).toMatchObject({ code: 1, err: "The head is not what the key signed." });
});

test("the sentence of npm run verify in the document is the one that the command prints", async () => {
  const text = readFileSync(join(ROOT, "scripts/verify.ts"), "utf8");
  expect(block("text")).toMatch(/^Report 0c53… \(seq 131\) was altered: /);
  expect(text).toContain(
    block("text")
      .trim()
      .replace(/^.*\) was/, "was"),
  );
});

test("processes with the same LOG_KEY sign the same head, and processes without the key sign none", async () => {
  const LOG_KEY = generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
  const started = [
    await startProcess(database.url, { LOG_KEY }),
    await startProcess(database.url, { LOG_KEY, GARITA_MODE: "read" }),
    await startProcess(database.url, { GARITA_MODE: "read" }),
    await startProcess(database.url),
  ];
  // biome-ignore lint/suspicious/noExplicitAny: the test reads untyped data
  const answers: any[][] = await Promise.all(
    started.map(async ({ url }) =>
      Promise.all(["head", "key"].map(async (name) => (await fetch(`${url}/v1/log/${name}`)).json())),
    ),
  );
  const isUnsigned = (each: ServiceProcess) => /heads of the log are not signed/.test(each.printed());
  await eventually(() => expect(started.every((each) => each.printed().includes("Try: curl"))).toBe(true));
  await Promise.all(started.map((each) => each.stop()));
  const [full, reader, ...others] = answers;
  const [head, keys] = full ?? [];
  expect(reader).toEqual(full);
  expect(keys.keys.map(({ id }: { id: string }) => id)).toEqual([head.keyId, expect.any(String)]);
  for (const other of others)
    expect(other).toEqual([
      { ...head, keyId: null, signature: null },
      { ...keys, current: null },
    ]);
  expect(started.map(isUnsigned)).toEqual([false, false, false, true]);
});
