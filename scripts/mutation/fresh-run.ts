import { fork } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import type { MutantRun, MutantRunResult } from "./stryker-api.ts";

/**
 * Tests a mutant in a new process. In a used one, the caches of modules may still have results from before the mutant,
 * which would hide it.
 */
export function runAfresh(run: MutantRun): Promise<MutantRunResult> {
  return new Promise((done, fail) => {
    const child = fork(join(ROOT, "dist/scripts/mutation/fresh-process.js"), { cwd: process.cwd(), silent: true });
    child.stdout?.resume();
    child.stderr?.resume();
    child.once("message", (result) => done(result as MutantRunResult));
    child.once("error", fail);
    child.once("exit", () => fail(new Error("the new process ended without a result")));
    child.send(run);
  });
}
