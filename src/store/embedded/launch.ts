import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fchownSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { noBinaries } from "./binaries.ts";
import { PROGRAM_ENVIRONMENT, runProgram } from "./cluster.ts";
import type { DataFolder } from "./data-folder.ts";

/**
 * Starts the server of a data folder where none is running, and waits until it is ready. The server outlives this
 * process.
 * @returns false if the server exited or is not ready after `limitSeconds`; its log has the reason
 */
export function startServer(
  place: DataFolder,
  native: string,
  settings: readonly string[],
  log: string,
  limitSeconds: number,
): Promise<boolean> {
  const start = process.platform === "win32" ? startByControl : startDirectly;
  return start(place, native, settings, log, limitSeconds);
}

/**
 * Starts the server through pg_ctl, which drops administrator rights first. PostgreSQL refuses to run with them on
 * Windows.
 */
async function startByControl(
  place: DataFolder,
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
  place: DataFolder,
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
    // In its own session, so that Ctrl-C in the terminal does not reach it.
    detached: true,
  });
  closeSync(output);
  child.unref();
  const failed = new Promise<never>((_, fail) => {
    child.once("error", (error: NodeJS.ErrnoException) =>
      fail(error.code === "ENOENT" ? noBinaries(`${process.platform}-${process.arch} with another C library`) : error),
    );
  });
  return Promise.race([ready(child, data, limitSeconds), failed]);
}

/**
 * Returns an environment variable that makes PostgreSQL ignore a stale process id in `postmaster.pid`. A zombie or an
 * unrelated program may now have that id, and PostgreSQL would then refuse to start. The caller has checked that no
 * server has that id. PG_GRANDPARENT_PID is meant for the id of a start script. PostgreSQL still refuses to start while
 * a process uses the old server's shared memory.
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

/** Reads the lines of `postmaster.pid`: process id, data folder, start time, port, …, and state. */
function linesOf(data: string): string[] {
  try {
    return readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}
