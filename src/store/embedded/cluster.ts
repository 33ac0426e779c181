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
import type { DataFolder } from "./data-folder.ts";

const UNFINISHED = "postgres.part-";

/** Port and password of the server. They are in the data folder and move with it. */
export interface Access {
  port: number;
  password: string;
}

const accessFile = (data: string) => join(data, "garita-access.json");

/** Returns the port and password from a data folder, or undefined if there is no database yet. */
export const readAccess = (data: string): Access | undefined =>
  existsSync(accessFile(data)) ? JSON.parse(readFileSync(accessFile(data), "utf8")) : undefined;

/** Writes the port and password to a file that only its owner can read. */
export function writeAccess({ data, account }: DataFolder, access: Access): void {
  const draft = `${accessFile(data)}.part`;
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(access), { mode: 0o600, flush: true });
  if (account !== undefined) chownSync(draft, account.uid, account.gid);
  renameSync(draft, accessFile(data));
}

/** Environment of the server's programs. They must not inherit variables such as PGPORT. */
export const PROGRAM_ENVIRONMENT = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin" };

/**
 * Runs one of the server's programs until it exits.
 * @returns its exit code and its error output
 */
export function runProgram(
  program: string,
  args: string[],
  { data, account }: DataFolder,
): Promise<{ code: number | null; said: string }> {
  return new Promise((done, fail) => {
    // The server inherits pg_ctl's output and would keep a pipe open. Its messages are in its log.
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
    // Programs built for another C library fail with ENOENT although their files exist.
    child.on("error", (error: NodeJS.ErrnoException) =>
      fail(error.code === "ENOENT" ? noBinaries(`${process.platform}-${process.arch} with another C library`) : error),
    );
    child.on(quiet ? "exit" : "close", (code: number | null) => done({ code, said }));
  });
}

/**
 * Creates an empty cluster with a random password. A rename puts it in place, so a killed process leaves no incomplete
 * cluster there.
 */
export async function createCluster(place: DataFolder, native: string, durable: boolean): Promise<void> {
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
  // The builtin collation sorts the same on every system, and does not change with system updates.
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const login = ["--username=garita", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const args = ["-D", draft.data, ...login, ...locale, "--no-instructions", ...(durable ? [] : ["--no-sync"])];
  const { code, said } = await runProgram(join(native, "bin", "initdb"), args, draft);
  if (code !== 0)
    throw new UnusableDatabase(
      `The embedded database could not be created in ${parent}. PostgreSQL says: ${said.trim()}`,
    );
  writeAccess(draft, { port: 0, password });
  renameSync(draft.data, data);
  if (durable) syncFolder(parent);
  rmSync(unfinished, { recursive: true });
}

function syncFolder(folder: string): void {
  // Windows cannot open folders, and persists renames by itself.
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}
