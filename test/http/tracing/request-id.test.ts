import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";
import { type LoanedDatabase, loanDatabase } from "../../support/database.ts";
import { ask } from "../../support/embedded.ts";
import { eventually } from "../../support/eventually.ts";
import { aloneOn } from "../../support/service-process.ts";

/** Time for a process to start on a busy machine. */
const PATIENCE_MS = 60_000;

let database: LoanedDatabase;
let folder: string;
let service: ChildProcess;
let url = "";
let key = "";
let receiver: Server;
const output = { out: "", log: "" };
const pings: string[] = [];

beforeAll(async () => {
  database = await loanDatabase({ seeded: true });
  folder = mkdtempSync(join(tmpdir(), "garita-tracing-"));
  receiver = createServer((req, res) => {
    pings.push(String(req.headers["webhook-id"]));
    req.resume().on("end", () => res.writeHead(204).end());
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  service = spawn(process.execPath, [join(ROOT, "dist/src/main.js")], {
    env: {
      ...aloneOn(database.url, folder),
      JOBS: "on",
      BWT_URLS: "file:///nowhere/bwt.json",
      LOG_LEVEL: "debug",
      WEBHOOK_PRIVATE_ADDRESSES: "on",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  service.stdout?.on("data", (chunk) => {
    output.out += chunk;
  });
  service.stderr?.on("data", (chunk) => {
    output.log += chunk;
  });
  url = await eventually(() => {
    const found = /listens at (\S+)/.exec(output.out)?.[1];
    if (found === undefined) throw new Error(`the service does not listen yet: ${output.out}${output.log}`);
    return found;
  }, PATIENCE_MS);
  key = readFileSync(join(folder, "operator-key"), "utf8").trim();
}, 2 * PATIENCE_MS);
afterAll(async () => {
  service.kill();
  await once(service, "exit");
  await new Promise((done) => receiver.close(done));
  rmSync(folder, { recursive: true });
  await database.release();
});

const lines = (): Record<string, unknown>[] =>
  output.log
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

const request = (path: string, init: RequestInit = {}) =>
  fetch(url + path, { ...init, headers: { Authorization: `Bearer ${key}`, ...init.headers } });

const lineWith = (fields: object) =>
  eventually(() => {
    expect(lines()).toContainEqual(expect.objectContaining(fields));
  });

describe("an id", () => {
  test("of a run is in the log of the run, together with that of the request that started it", async () => {
    const answer = await request("/v1/jobs/prune/runs", { method: "POST", headers: { "X-Request-Id": "trace-1" } });
    const { run } = (await answer.json()) as { run: string };
    await lineWith({ job: "prune", run, requestId: "trace-1", msg: "job succeeded" });
  });

  test("of a delivery is in the log and in the request to the receiver", async () => {
    const { port } = receiver.address() as AddressInfo;
    await request("/v1/subscriptions", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ url: `http://127.0.0.1:${port}/` }),
    });
    await eventually(() => {
      expect(pings).toHaveLength(1);
    });
    await lineWith({ delivery: pings[0], msg: "webhook" });
  });

  test("of a request is in every problem document: the one that was sent if it is well formed, otherwise a new one", async () => {
    const idFor = async (headers: Record<string, string>) =>
      (await request("/v1/crossings/nowhere", { headers })).headers.get("x-request-id");
    expect(await idFor({ "X-Request-Id": "proxy.7_a-b" })).toBe("proxy.7_a-b");
    const own = await idFor({});
    expect(own).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idFor({})).not.toBe(own);
    for (const wrong of ["two words", "x".repeat(65), '{"a":1}'])
      expect(await idFor({ "X-Request-Id": wrong })).toMatch(/^[0-9a-f-]{36}$/);
    expect((await request("/v1/crossings/lukeville")).headers.get("x-request-id")).toBeNull();
  });

  test("of a request that failed is in the log", async () => {
    await ask(database.url, "ALTER TABLE signing_secret RENAME TO elsewhere; ALTER TABLE subscription RENAME TO gone");
    const answer = await request("/v1/subscriptions");
    await ask(database.url, "ALTER TABLE elsewhere RENAME TO signing_secret; ALTER TABLE gone RENAME TO subscription");
    expect(answer.status).toBe(500);
    await lineWith({ requestId: answer.headers.get("x-request-id"), msg: "request failed", url: "/v1/subscriptions" });
  });
});
