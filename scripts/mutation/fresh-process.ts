import { FileTestRunner } from "./file-test-runner.ts";
import type { MutantRun } from "./stryker-api.ts";

// The process of `runAfresh`. Ends with its parent, which Stryker kills when a mutant takes too long.
process.once("disconnect", () => process.exit());
process.once("message", async (run: MutantRun) => {
  const result = await new FileTestRunner({ tests: "" }).mutantRun(run, true);
  process.send?.(result, () => process.exit());
});
