import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fchownSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { noBinaries } from "./binaries.ts";
import { PROGRAM_ENVIRONMENT, runProgram } from "./cluster.ts";
import type { Place } from "./place.ts";

/**
 * Starts the server of a data folder on which none runs, and waits until it is ready. It outlives this process.
 * @returns false where it ended; its log says why
 */
export function startServer(
  place: Place,
  native: string,
  settings: readonly string[],
  log: string,
  limitSeconds: number,
): Promise<boolean> {
  const start = process.platform === "win32" ? startByControl : startDirectly;
  return start(place, native, settings, log, limitSeconds);
}

/** PostgreSQL refuses to run for administrators of Windows; its own starter takes their rights away first. */
async function startByControl(
  place: Place,
  native: string,
  settings: readonly string[],
  log: string,
  limitSeconds: number,
): Promise<boolean> {
  const options = settings.map((setting) => `-c ${setting}`).join(" ");
  const args = ["start", "-s", "-w", "-t", String(limitSeconds), "-D", place.data, "-l", log, "-o", options];
  const { code } = await runProgram(join(native, "bin", "pg_ctl"), args, place);
  return code === 0;
}

async function startDirectly(
  place: Place,
  native: string,
  settings: readonly string[],
  log: string,
  limitSeconds: number,
): Promise<boolean> {
  const { data, account } = place;
  const output = openSync(log, "a", 0o600);
  if (account !== undefined) fchownSync(output, account.uid, account.gid);
  const args = ["-D", data, ...settings.flatMap((setting) => ["-c", setting])];
  const child = spawn(join(native, "bin", "postgres"), args, {
    ...account,
    cwd: dirname(data),
    env: { ...PROGRAM_ENVIRONMENT, ...excused(data) },
    stdio: ["ignore", output, output],
    // In a session of its own: Ctrl-C at our terminal is not for it.
    detached: true,
  });
  closeSync(output);
  child.unref();
  const failed = new Promise<never>((_, fail) => {
    child.once("error", (error: NodeJS.ErrnoException) =>
      fail(error.code === "ENOENT" ? noBinaries(`${process.platform}-${process.arch}, with another C library`) : error),
    );
  });
  return Promise.race([ready(child, data, limitSeconds), failed]);
}

/**
 * PostgreSQL takes any process whose id is in `postmaster.pid` for its server, also a dead one that nobody has waited for,
 * and another program that got the id since. We have looked, and it is none; PostgreSQL excuses one id, for its own starter.
 * The file stays PostgreSQL's to judge: it still refuses while a process uses the old server's shared memory.
 */
function excused(data: string): { PG_GRANDPARENT_PID?: string } {
  const pid = linesOf(data)[0];
  return pid === undefined ? {} : { PG_GRANDPARENT_PID: pid };
}

async function ready(child: ChildProcess, data: string, limitSeconds: number): Promise<boolean> {
  for (const until = Date.now() + limitSeconds * 1000; Date.now() < until; await sleep(10)) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    const [pid, , , , , , , state] = linesOf(data);
    if (Number(pid) === child.pid && state?.trim() === "ready") return true;
  }
  return false;
}

/** What `postmaster.pid` says: the server's id, its folder, start, port, …, and how far it is. */
function linesOf(data: string): string[] {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}
