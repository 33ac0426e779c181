import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import { git } from "./released-versions.ts";

/** A running service of an earlier version. */
export interface OldService {
  url: string;
  /** Key of its first operator, an admin. */
  key: string;
  stop(): Promise<void>;
}

/** A built working tree of an earlier version. */
export interface CheckedOut {
  folder: string;
  /** Starts its service without jobs. `settings` are environment variables. */
  start(databaseUrl: string, settings?: Record<string, string>): Promise<OldService>;
  /** Runs one of its commands, such as `job poll-feed`. @throws if it fails */
  run(databaseUrl: string, command: readonly string[], settings?: Record<string, string>): string;
  /** Returns the statements that the version has sent to databases so far, each once. */
  statements(): string[];
  remove(): void;
}

interface Packages {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/** Checks out a commit in a folder of its own, installs its packages, and builds it. */
export function checkOut(commit: string): CheckedOut {
  const folder = mkdtempSync(join(tmpdir(), `garita-${commit}-`));
  git("worktree", "add", "--force", "--detach", folder, commit);
  const data = mkdtempSync(join(tmpdir(), `garita-${commit}-data-`));
  const noted = join(data, "statements");
  const run = (args: readonly string[], env: Record<string, string> = {}, mayFail = false): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "", ...env },
    });
    if (status !== 0 && !mayFail) throw new Error(`${args.join(" ")} failed at ${commit}: ${stdout}${stderr}`);
    return stdout;
  };
  install(folder);
  run(["scripts/prisma.mjs", "generate"]);
  // Types of packages may have changed since. The code is written all the same.
  run([join(folder, "node_modules/typescript/bin/tsc"), "--project", folder], {}, true);
  shortenCounts(folder);
  const settingsOf = (databaseUrl: string, settings: Record<string, string>) => ({
    NODE_OPTIONS: `--import ${join(ROOT, "scripts/old-versions/note-statements.mjs")}`,
    NOTE_STATEMENTS: noted,
    DATABASE_URL: databaseUrl,
    GARITA_DATA: data,
    PORT: "0",
    JOBS: "off",
    LOG_LEVEL: "error",
    WEBHOOK_PRIVATE_ADDRESSES: "on",
    WRITES_PER_MINUTE: "10000",
    ...settings,
  });
  return {
    folder,
    run: (databaseUrl, [script = "", ...args], settings = {}) =>
      run([`dist/scripts/${script}.js`, ...args], settingsOf(databaseUrl, settings)),
    async start(databaseUrl, settings = {}) {
      const child = spawn(process.execPath, ["dist/src/main.js"], {
        cwd: folder,
        env: { ...process.env, ...settingsOf(databaseUrl, settings) },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const ended = once(child, "exit");
      let printed = "";
      for (;;) {
        const url = /listens at (\S+)/.exec(printed)?.[1];
        const keyFile = join(data, "operator-key");
        if (url !== undefined) {
          const key = existsSync(keyFile) ? readFileSync(keyFile, "utf8").trim() : "";
          const stop = async () => {
            child.kill();
            await ended;
          };
          return { url, key, stop };
        }
        const chunk = await Promise.race([once(child.stdout, "data"), ended.then(() => undefined)]);
        if (chunk === undefined) throw new Error(`the service of ${commit} ended at its start: ${printed}`);
        printed += String(chunk);
      }
    },
    statements: () => [
      ...new Set(
        readFileSync(noted, "utf8")
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line) as string),
      ),
    ],
    remove() {
      git("worktree", "remove", "--force", folder);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Uses the packages of this version if they have the same pins. Otherwise, installs those of the lock file. */
function install(folder: string): void {
  const read = (root: string) => JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Packages;
  const all = ({ dependencies, devDependencies }: Packages) => ({ ...dependencies, ...devDependencies });
  const ours = all(read(ROOT));
  const isSame = Object.entries(all(read(folder))).every(([name, version]) => ours[name] === version);
  if (isSame) symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  else spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
}

/** Number of series of monthly counts that remain, and their first year. All of them would make up most of a dump. */
const SERIES = 4;
const FIRST_YEAR = "2023";

/** Leaves a few of the seed's monthly counts. */
function shortenCounts(folder: string): void {
  const counts = join(folder, "prisma/seed/counts");
  if (!existsSync(counts)) return;
  for (const name of readdirSync(counts)) {
    const file = join(counts, name);
    const seed = JSON.parse(readFileSync(file, "utf8")) as { counts: { years: Record<string, unknown> }[] };
    const series = seed.counts.slice(0, SERIES).map((each) => ({
      ...each,
      years: Object.fromEntries(Object.entries(each.years).filter(([year]) => year >= FIRST_YEAR)),
    }));
    writeFileSync(file, JSON.stringify({ ...seed, counts: series }));
  }
}
