import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../../src/root.ts";

// A whole run installs Stryker from npm and takes minutes, so it is not a test.
test.each([
  [["--mutants", "0"], "--mutants must be a whole number from 1 to 1000000000; got '0'."],
  [["--files", "src/domain/none.ts"], "There is no file or folder 'src/domain/none.ts'."],
])("npm run mutate -- %j is refused before anything starts", (args, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "dist/scripts/mutate.js"), ...args], {
    encoding: "utf8",
  });
  expect([status, stderr.trim()]).toEqual([1, sentence]);
});
