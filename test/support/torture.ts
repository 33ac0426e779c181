import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import type { Said } from "./command.ts";
import { ADMIN_URL } from "./server.ts";

/** Runs `npm run torture` as a process of its own, on the server of the tests. */
export function runTorture(...args: string[]): Promise<Said> {
  const env = { ...process.env, NODE_OPTIONS: "", DATABASE_URL: process.env[ADMIN_URL] };
  const child = spawn(process.execPath, [join(ROOT, "scripts/run.mjs"), "torture", ...args], { cwd: ROOT, env });
  const said = { out: "", err: "" };
  child.stdout.on("data", (piece) => (said.out += piece));
  child.stderr.on("data", (piece) => (said.err += piece));
  return new Promise((done) => child.once("close", (code) => done({ code: code ?? -1, ...said })));
}
