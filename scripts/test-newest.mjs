import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fetchNewest, NEWEST } from "./newest-node.mjs";
import { ROOT, setUp } from "./setup.mjs";

await setUp();
const node = fetchNewest();
if (node === undefined) {
  console.error(`Node ${NEWEST} could not be fetched for ${process.platform}-${process.arch}.`);
  process.exit(1);
}
console.error(`Under Node ${NEWEST}:`);
const args = [join(ROOT, "scripts/test.mjs"), ...process.argv.slice(2)];
process.exitCode = spawnSync(node, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1;
