import { execFile } from "node:child_process";
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

test("the script names an altered report", async () => {
  await tamper("UPDATE report SET note = 'Nothing happened' WHERE seq = 10");
  const { code, err } = await runScript();
  expect(code).toBe(1);
  expect(err).toMatch(/^Report \S+ \(seq 10\), or the one before, was altered/);
});
