import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Account } from "../../src/store/embedded/account.ts";
import type { FolderRole } from "../../src/store/embedded/owner-link.ts";

const holders: ChildProcess[] = [];
const folders: string[] = [];

/** Creates a separate folder for a test, accessible to other users. {@link clearUp} deletes the folder. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "garita-embedded-"));
  await chmod(folder, 0o755);
  folders.push(folder);
  return folder;
}

/** Removes all folders, and kills the processes that a failed test left running. */
export async function clearUp(): Promise<void> {
  for (const holder of holders.splice(0)) holder.kill("SIGKILL");
  for (const folder of folders.splice(0))
    await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 100, force: true });
}

/** Options for another process that uses the embedded server of a folder. */
export interface HolderOptions {
  role?: FolderRole;
  account?: Account;
  /** A program that runs the process, for example in its own process namespace. */
  by?: readonly string[];
}

/**
 * Starts another process that uses the embedded server of a folder. `told` is the URL, or the reason why access was
 * refused.
 */
export async function holdElsewhere(dataDir: string, { role = "service", account, by = [] }: HolderOptions = {}) {
  const script = join(import.meta.dirname, "embedded-holder.js");
  const [program = "", ...args] = [...by, process.execPath, script, dataDir, role];
  const child = spawn(program, args, { ...account, stdio: ["pipe", "pipe", "ignore"] });
  holders.push(child);
  const ended = once(child, "exit");
  // The process was killed while the stop command was being sent.
  child.stdin.on("error", () => undefined);
  const [told] = await Promise.race([once(child.stdout, "data"), ended.then(() => ["it ended"])]);
  return {
    told: String(told).trim(),
    pid: child.pid ?? 0,
    ended,
    async end(how: "stop" | "fail" | "kill") {
      if (how === "kill") child.kill("SIGKILL");
      else child.stdin.end(`${how}\n`);
      await ended;
    },
  };
}

/** Runs one query on a database. */
export async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows?.[0]?.[0];
  } finally {
    await client.end();
  }
}
