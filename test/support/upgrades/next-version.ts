import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";
import { aloneOn } from "../service-process.ts";

/** A later version of Garita: this one with more migrations. */
export interface NextVersion {
  /** Folder of its migrations. */
  migrations: string;
  /** Adds or replaces a migration. */
  write(name: string, sql: string): void;
  /** Starts its service on a database. The process ends by itself if the start fails. */
  start(databaseUrl: string): StartedNext;
  remove(): Promise<void>;
}

/** A started process, with the exit code and the error output once it has ended. */
export interface StartedNext {
  child: ChildProcess;
  ended: Promise<{ code: number | null; err: string }>;
}

/** Makes a version whose code is this version's build, with this version's migrations. */
export function makeNextVersion(): NextVersion {
  const folder = mkdtempSync(join(tmpdir(), "garita-next-"));
  const migrations = join(folder, "prisma/migrations");
  cpSync(join(ROOT, "prisma/migrations"), migrations, { recursive: true });
  cpSync(join(ROOT, "package.json"), join(folder, "package.json"));
  for (const path of ["dist", "node_modules", "prisma/seed"]) symlinkSync(join(ROOT, path), join(folder, path));
  const children: ChildProcess[] = [];
  return {
    migrations,
    write(name, sql) {
      mkdirSync(join(migrations, name), { recursive: true });
      writeFileSync(join(migrations, name, "migration.sql"), sql);
    },
    start(databaseUrl) {
      const args = ["--preserve-symlinks", "--preserve-symlinks-main", join(folder, "dist/src/main.js")];
      const env = { ...aloneOn(databaseUrl, join(folder, "data")), LOG_LEVEL: "error" };
      const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
      children.push(child);
      let err = "";
      child.stderr.on("data", (chunk) => {
        err += chunk;
      });
      return { child, ended: once(child, "close").then(([code]) => ({ code, err: err.trim() })) };
    },
    async remove() {
      for (const child of children)
        if (child.exitCode === null && child.signalCode === null) {
          child.kill("SIGKILL");
          await once(child, "close");
        }
      rmSync(folder, { recursive: true });
    },
  };
}
