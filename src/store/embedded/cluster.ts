import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { UnusableDatabase } from "../unusable-database.ts";
import { noBinaries } from "./binaries.ts";
import type { Place } from "./place.ts";

const UNFINISHED = "postgres.part-";

/** How the server is reached; kept in its data folder, so that the two are moved together. */
export interface Access {
  port: number;
  password: string;
}

const accessFile = (data: string) => join(data, "garita-access.json");

/** The access of a database folder, or undefined where there is no database yet. */
export const readAccess = (data: string): Access | undefined =>
  existsSync(accessFile(data)) ? JSON.parse(readFileSync(accessFile(data), "utf8")) : undefined;

/** Keeps the access, for its owner alone to read. */
export function writeAccess({ data, account }: Place, access: Access): void {
  const draft = `${accessFile(data)}.part`;
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(access), { mode: 0o600, flush: true });
  if (account !== undefined) chownSync(draft, account.uid, account.gid);
  renameSync(draft, accessFile(data));
}

/** The environment of the server's programs: nothing of ours, such as PGPORT, is for them. */
export const PROGRAM_ENVIRONMENT = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin" };

/** Runs one of the server's programs to its end. @returns its exit code and what it said */
export function runProgram(
  program: string,
  args: string[],
  { data, account }: Place,
): Promise<{ code: number | null; said: string }> {
  return new Promise((done, fail) => {
    // pg_ctl leaves its output open to the server: what it says is in the server's log, and nobody listens here.
    const quiet = program.endsWith("pg_ctl");
    const child = spawn(program, args, {
      ...account,
      cwd: dirname(data),
      env: PROGRAM_ENVIRONMENT,
      stdio: ["ignore", "ignore", quiet ? "ignore" : "pipe"],
      windowsHide: true,
    });
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said += chunk;
    });
    // Programs made for another C library do not start, though their files are there.
    child.on("error", (error: NodeJS.ErrnoException) =>
      fail(error.code === "ENOENT" ? noBinaries(`${process.platform}-${process.arch}, with another C library`) : error),
    );
    child.on(quiet ? "exit" : "close", (code: number | null) => done({ code, said }));
  });
}

/**
 * Makes an empty cluster with a random password. It comes to its place by one renaming, so that a process killed at any
 * moment leaves no half of one.
 */
export async function createCluster(place: Place, native: string, durable: boolean): Promise<void> {
  const { data, account } = place;
  const parent = dirname(data);
  for (const left of readdirSync(parent))
    if (left.startsWith(UNFINISHED)) rmSync(join(parent, left), { recursive: true });
  const unfinished = join(parent, `${UNFINISHED}${randomBytes(4).toString("hex")}`);
  const draft = { data: join(unfinished, "data"), account };
  const passwordFile = join(unfinished, "password");
  const password = randomBytes(24).toString("base64url");
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== undefined) for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
  // The collation built into PostgreSQL orders alike on every system, and does not change with one.
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const login = ["--username=garita", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const args = ["-D", draft.data, ...login, ...locale, "--no-instructions", ...(durable ? [] : ["--no-sync"])];
  const { code, said } = await runProgram(join(native, "bin", "initdb"), args, draft);
  if (code !== 0)
    throw new UnusableDatabase(`The embedded database could not be made in ${parent}. PostgreSQL says: ${said.trim()}`);
  writeAccess(draft, { port: 0, password });
  renameSync(draft.data, data);
  if (durable) syncFolder(parent);
  rmSync(unfinished, { recursive: true });
}

function syncFolder(folder: string): void {
  // Windows does not open folders, and does this by itself.
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}
