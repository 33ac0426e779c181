import { spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../src/root.ts";
import type { Figure } from "./bench-table.ts";
import { progress } from "./progress.ts";
import { median } from "./rounds.ts";

const ROUNDS = 3;

/**
 * Measures memory and the time from `npm start` to the first answer, with an empty data folder and with an existing
 * one.
 */
export async function benchStart(): Promise<Figure[]> {
  const first: number[] = [];
  const second: number[] = [];
  const resident: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const data = await mkdtemp(join(tmpdir(), "garita-start-"));
    // If this process is root, the database runs under another account, which needs access to the folder.
    await chmod(data, 0o711);
    try {
      progress("start: with nothing");
      first.push((await start(data)).seconds);
      progress("start: again");
      const again = await start(data);
      second.push(again.seconds);
      resident.push(again.megabytes);
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  }
  const what = "`npm start` to its first answer";
  return [
    {
      what: `${what}, first time`,
      value: median(first),
      unit: "s",
      note: "dependencies are installed; creates and seeds its database",
    },
    { what: `${what}, second time`, value: median(second), unit: "s" },
    {
      what: "memory at rest, without the database",
      value: median(resident),
      unit: "MB",
      note: "resident memory, ten seconds after the start",
    },
  ];
}

async function start(data: string): Promise<{ seconds: number; megabytes: number }> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [join(ROOT, "scripts/start.mjs")], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      DATABASE_URL: "",
      GARITA_DATA: data,
      PORT: String(port),
      JOBS: "off",
      LOG_LEVEL: "error",
    },
    stdio: "ignore",
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  try {
    const seconds = (await firstAnswer(port, started)) / 1000;
    await new Promise((done) => setTimeout(done, 10_000));
    return { seconds, megabytes: await residentOf(child.pid ?? 0) };
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
}

async function firstAnswer(port: number, started: number): Promise<number> {
  for (const until = started + 120_000; performance.now() < until; ) {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/crossings/lukeville/status`).catch(() => undefined);
    if (answer?.ok) return performance.now() - started;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error("there was no answer within two minutes");
}

/** Returns resident memory in megabytes, or NaN if the system does not report it. */
async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
