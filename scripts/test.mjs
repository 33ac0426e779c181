import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { listChangedTests } from "./changed-tests.mjs";
import { ROOT, setUp } from "./setup.mjs";

await setUp();
// Jest runs the built files, so a source path loses its extension.
const args = process.argv.slice(2).map((arg) => arg.replace(/\.ts$/, ""));
// `npm test -- --changed` runs the tests affected by this branch.
const isChanged = args.includes("--changed");
const changed = isChanged ? await changedTests() : [];
const folder = mkdtempSync(join(tmpdir(), "garita-counts-"));
const countsFile = join(folder, "counts.json");
const env = { ...process.env, GARITA_TEST_COUNTS: countsFile };
// Jest passes the flags of Node on to its workers. A larger space for new objects takes an eighth of the workers' time
// off: fewer objects of the Temporal polyfill survive to be collected at a higher price.
const node = ["--max-semi-space-size=64"];
const jest = [...node, join(ROOT, "node_modules/jest/bin/jest.js"), "--config", join(ROOT, "jest.config.js")];
const { status } =
  isChanged && changed.length === 0
    ? { status: 0 }
    : spawnSync(process.execPath, [...jest, ...args.filter((arg) => arg !== "--changed"), ...changed], {
        cwd: ROOT,
        stdio: "inherit",
        env,
      });

// A run that crashed before it wrote its counts is reported as one failure.
const counts = existsSync(countsFile)
  ? JSON.parse(readFileSync(countsFile, "utf8"))
  : { passed: 0, failed: status === 0 ? 0 : 1, skipped: 0, slowest: [] };
rmSync(folder, { recursive: true });
const { passed, failed, skipped, slowest } = counts;
if (slowest.length > 1) {
  console.log("The slowest test files:");
  for (const { file, seconds } of slowest)
    console.log(`${seconds.toFixed(1).padStart(8)} s  ${relative(join(ROOT, "dist"), file).replace(/\.js$/, ".ts")}`);
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
const isNothingToRun = isChanged && changed.length === 0;
process.exitCode = failed > 0 || (passed === 0 && !isNothingToRun) ? 1 : (status ?? 1);

async function changedTests() {
  const { listSources } = await import("../dist/test/support/rooms.js");
  const built = listChangedTests(listSources(ROOT)).map((file) => join(ROOT, "dist", file.replace(/\.ts$/, ".js")));
  return built.length === 0 ? [] : ["--runTestsByPath", ...built];
}
