import { join } from "node:path";
import { ROOT } from "../../src/root.ts";
import type { SampleOptions } from "./plugin.ts";

/** Milliseconds that a mutant may take in addition to {@link TIME_FACTOR} times the usual time of its tests. */
const GRACE_MS = 10_000;
const TIME_FACTOR = 10;

/** Runs after which a process of the tests is replaced, because each run of a test file stays in memory. */
const RUNS_PER_PROCESS = 60;

/**
 * Returns the options for Stryker.
 * @param mutate patterns of the files to mutate
 * @param tests a part of the paths of the tests to run, or an empty text for all
 */
export function strykerOptions(
  mutate: string[],
  tests: string,
  sample: SampleOptions,
  processes: number,
): Record<string, unknown> {
  return {
    mutate,
    tests,
    sample,
    // Mutated TypeScript is built like the original, so places are those of the sources. Stryker's copy of the project
    // lies in this folder, so Node finds the packages in `node_modules` above it.
    tempDirName: ".garita/mutation",
    symlinkNodeModules: false,
    buildCommand: "node ../../../node_modules/typescript/bin/tsc --project .",
    // Stryker would rewrite the file with the API of TypeScript, which version 7 no longer has. Nothing needs rewriting.
    tsconfigFile: "none",
    plugins: [join(ROOT, "dist/scripts/mutation/plugin.js")],
    testRunner: "files",
    checkers: ["sample"],
    coverageAnalysis: "perTest",
    concurrency: processes,
    maxTestRunnerReuse: RUNS_PER_PROCESS,
    testRunnerNodeArgs: ["--max-semi-space-size=64"],
    timeoutMS: GRACE_MS,
    timeoutFactor: TIME_FACTOR,
    dryRunTimeoutMinutes: 20,
    reporters: ["progress-lines"],
    ignorePatterns: ["dist", "docs", ".ci", ".garita", "coverage"],
    logLevel: "warn",
    allowConsoleColors: false,
    warnings: { unknownOptions: false, preprocessorErrors: true, slow: false },
    mutator: { excludedMutations: [] },
    ignorers: [],
  };
}
