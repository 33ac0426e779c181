import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT, setUp } from "./setup.mjs";

await setUp();
const jest = join(ROOT, "node_modules/jest/bin/jest.js");
// Modules as Node loads them are behind a flag in jest; the warning about it would stand above every file.
const env = {
  ...process.env,
  NODE_OPTIONS:
    `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
};
const { status } = spawnSync(
  process.execPath,
  [jest, "--config", join(ROOT, "jest.config.js"), ...process.argv.slice(2)],
  { cwd: ROOT, stdio: "inherit", env },
);
process.exitCode = status ?? 1;
