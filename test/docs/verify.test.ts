import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { type LoanedDatabase, loanDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { differenceOf } from "../support/examples.ts";
import { soundReport } from "../support/service.ts";
import { type ServiceProcess, startProcess } from "../support/service-process.ts";
import { tamper } from "../support/tamper.ts";
import { blockOfVerify, makeVerifyingReader, type VerifyingReader } from "../support/verify-script.ts";

let database: LoanedDatabase;
let service: ServiceProcess;
let reader: VerifyingReader;
beforeAll(async () => {
  database = await loanDatabase({ seeded: true });
  service = await startProcess(database.url);
  reader = await makeVerifyingReader(service.url);
  await reader.keep();
});
afterAll(async () => {
  await reader.remove();
  await service.stop();
  await database.release();
});

async function record(): Promise<void> {
  const response = await fetch(`${service.url}/v1/reports`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${await service.operatorKey()}` },
    body: JSON.stringify(soundReport()),
  });
  expect(response.status).toBe(201);
  const { hash } = (await response.json()) as { hash: string };
  await eventually(async () => {
    const head = await fetch(`${service.url}/v1/log/head`);
    expect(await head.json()).toMatchObject({ hash });
  });
}

test("the script is short, and uses nothing but Node", () => {
  const script = blockOfVerify("js");
  expect(script.trim().split("\n").length).toBeLessThanOrEqual(34);
  const imports = [...script.matchAll(/from "([^"]+)"/g)].map(([, name]) => name);
  expect(imports.length).toBeGreaterThan(0);
  expect(imports.every((name) => name?.startsWith("node:"))).toBe(true);
});

test("the head of a service is as documented, and the script confirms it, until somebody alters the database", async () => {
  const head = JSON.parse(readFileSync(reader.headFile, "utf8"));
  const answer = blockOfVerify("json").replaceAll("610", head.seq);
  expect(differenceOf({ line: 0, commands: "", form: "json", answer }, JSON.stringify(head))).toBeNull();
  expect(await reader.run()).toMatchObject({ code: 0, err: "" });
  await record();
  const { code, out } = await reader.run();
  expect(code).toBe(0);
  expect(out).toMatch(
    new RegExp(`^Nothing up to seq ${head.seq} was altered .* ends with seq ${head.seq + 1}, [0-9a-f]{64}`),
  );
  await tamper(database.url, "UPDATE report SET note = 'Nothing happened' WHERE seq = 10");
  // The service answers from memory until a report arrives.
  await record();
  expect(await reader.run()).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Report \S+ \(seq 10\), or the one before, was altered/),
  });
}, 60_000);

test("processes with the same LOG_KEY sign the same head, and processes without the key sign none", async () => {
  const LOG_KEY = generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
  const started = await Promise.all([
    startProcess(database.url, { LOG_KEY }),
    startProcess(database.url, { LOG_KEY, GARITA_MODE: "read" }),
    startProcess(database.url, { GARITA_MODE: "read" }),
    startProcess(database.url),
  ]);
  const ask = async (url: string, name: string) => (await fetch(`${url}/v1/log/${name}`)).json();
  // biome-ignore lint/suspicious/noExplicitAny: the test reads untyped data
  const answers: any[][] = await Promise.all(
    started.map(({ url }) => Promise.all(["head", "key"].map((name) => ask(url, name)))),
  );
  const isUnsigned = (each: ServiceProcess) => /heads of the log are not signed/.test(each.printed());
  await eventually(() => expect(started.every((each) => each.printed().includes("Try: curl"))).toBe(true));
  await Promise.all(started.map((each) => each.stop()));
  const [full, standby, ...others] = answers;
  const [head, keys] = full ?? [];
  expect(standby).toEqual(full);
  expect(keys.keys.map(({ id }: { id: string }) => id)).toEqual([head.keyId, expect.any(String)]);
  for (const other of others)
    expect(other).toEqual([
      { ...head, keyId: null, signature: null },
      { ...keys, current: null },
    ]);
  expect(started.map(isUnsigned)).toEqual([false, false, false, true]);
}, 60_000);

test("the sentence of npm run verify in the document is the one that the command prints", () => {
  const sentence = blockOfVerify("text").trim();
  expect(sentence).toMatch(/^Report 0c53… \(seq 131\) was altered: /);
  expect(readFileSync(join(ROOT, "scripts/verify.ts"), "utf8")).toContain(sentence.replace(/^.*\) was/, "was"));
});
