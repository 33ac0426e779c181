import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";

/** Runs `npm run torture` as a process of its own, on the server of the tests. */
function torture(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((done) => {
    const env = { ...process.env, NODE_OPTIONS: "", DATABASE_URL: process.env.GARITA_TEST_ADMIN_URL };
    const child = spawn(process.execPath, [join(ROOT, "scripts/run.mjs"), "torture", ...args], { cwd: ROOT, env });
    const said = { out: "", err: "" };
    child.stdout.on("data", (piece) => (said.out += piece));
    child.stderr.on("data", (piece) => (said.err += piece));
    child.once("close", (code) => done({ code, ...said }));
  });
}

test("generated requests find no server error, no undescribed answer, and no refusal that changed anything", async () => {
  const { code, out } = await torture("requests", "--short", "--requests", "66", "--seed", "7");
  expect(out).toMatch(/\| requests \| 66 requests; answers by status: .*200: \d+.*400: \d+.*\| 0 \| 0 \| \d+ \|/);
  expect([code, out]).toEqual([0, expect.stringContaining("No fault was found.")]);
}, 60_000);

test("mutated documents of every source crash no reader, and none invents traffic or a reopening", async () => {
  const { code, out } = await torture("feeds", "--short", "--mutations", "600");
  expect(out).toMatch(/\| feeds \| 600 mutations of \d+ documents in 6 kinds; \d+ refused as a whole; /);
  expect([code, out]).toEqual([0, expect.stringContaining("No fault was found.")]);
}, 60_000);

test("an unknown part and an impossible number are refused with the possible ones, and nothing runs", async () => {
  const [part, number] = [await torture("sleep"), await torture("feeds", "--mutations", "some")];
  expect([part.code, part.out]).toEqual([1, ""]);
  expect(part.err).toContain(
    "There is no part called sleep; the parts are: requests, raw, kills, database, feeds, clock.",
  );
  expect([number.code, number.out]).toEqual([1, ""]);
  expect(number.err).toContain("--mutations must be a whole number from 1 to 1000000000; got 'some'.");
}, 60_000);
