import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, setUp } from "./setup.mjs";

await setUp();
const folder = mkdtempSync(join(tmpdir(), "garita-counts-"));
const countsFile = join(folder, "counts.json");
// Jest needs a flag for ES modules as Node loads them. Without the second flag, a warning would precede every file.
const flags = "--experimental-vm-modules --disable-warning=ExperimentalWarning";
const env = {
  ...process.env,
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} ${flags}`.trim(),
  GARITA_TEST_COUNTS: countsFile,
};
const jest = [join(ROOT, "node_modules/jest/bin/jest.js"), "--config", join(ROOT, "jest.config.js")];
const { status } = spawnSync(process.execPath, [...jest, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
  env,
});

// A run that crashed before counting counts as one failure.
const counts = existsSync(countsFile)
  ? JSON.parse(readFileSync(countsFile, "utf8"))
  : { passed: 0, failed: status === 0 ? 0 : 1, skipped: 0 };
rmSync(folder, { recursive: true });
const { passed, failed, skipped } = counts;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : (status ?? 1);
