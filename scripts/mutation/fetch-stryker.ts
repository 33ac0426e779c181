import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../../src/root.ts";
import { progress } from "../progress.ts";
import type { TestedMutant } from "./stryker-api.ts";

/** Version 9 is the last for Node 20. `scripts/mutation/stryker` pins it and its packages. */
const VERSION = "9.6.1";

/** Stryker's entry point, as far as it is used here. */
export interface StrykerCore {
  /** Folder in which Stryker is installed. */
  home: string;
  Stryker: new (options: Record<string, unknown>) => { runMutationTest(): Promise<TestedMutant[]> };
}

/**
 * Installs Stryker into the data folder, once, and loads it.
 * @throws if it cannot be installed
 */
export async function fetchStryker(): Promise<StrykerCore> {
  const home = resolve(ROOT, process.env.GARITA_DATA || ".garita", `stryker-${VERSION}`);
  const entry = join(home, "node_modules/@stryker-mutator/core/dist/src/index.js");
  if (!existsSync(entry)) {
    progress(`Fetching Stryker ${VERSION} (once)`);
    mkdirSync(home, { recursive: true });
    for (const name of ["package.json", "package-lock.json"])
      copyFileSync(join(ROOT, "scripts/mutation/stryker", name), join(home, name));
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const { status } = spawnSync("npm", ["ci", ...quiet], {
      cwd: home,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
    if (status !== 0 || !existsSync(entry)) throw new Error(`Stryker ${VERSION} could not be installed in ${home}.`);
  }
  const { Stryker } = await import(pathToFileURL(entry).href);
  return { home, Stryker };
}
