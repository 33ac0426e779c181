import { join, relative } from "node:path";
import { ROOT } from "../../src/root.ts";
import { mutantKey } from "./choose-sample.ts";
import type { Mutant } from "./stryker-api.ts";

/** Milliseconds that a mutant may take in addition to {@link TIME_FACTOR} times the usual time of its tests. */
const GRACE_MS = 10_000;
const TIME_FACTOR = 5;

/** Kinds of mutants that are left out. */
export const EXCLUDED: readonly string[] = [];

/** Runs after which a process of the tests is replaced, because each run of a test file stays in memory. */
const RUNS_PER_PROCESS = 60;

/** What to mutate and what to test it with. */
export interface MutationPlan {
  /** Paths of the files to mutate, from the project's folder. */
  files: readonly string[];
  /** The mutants to test, or null for all mutants of the files. */
  sample: readonly Mutant[] | null;
  /** A part of the paths of the tests to run, or an empty text for all. */
  tests: string;
  /** The number of processes that run tests. */
  processes: number;
}

/** Returns the options for Stryker. */
export function strykerOptions({ files, sample, tests, processes }: MutationPlan): Record<string, unknown> {
  return {
    // Code that is not mutated runs at its usual speed.
    mutate: sample?.map(placeOf) ?? files,
    sample: sample?.map((mutant) => mutantKey(mutant, ROOT)) ?? null,
    tests,
    // Mutated TypeScript is built like the original, so places are those of the sources. Stryker's copy of the project
    // lies in this folder, so Node finds the packages in `node_modules` above it.
    tempDirName: ".garita/mutation",
    symlinkNodeModules: false,
    cleanTempDir: "always",
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
    ignorePatterns: ["dist", ".ci", ".garita", "coverage"],
    logLevel: "warn",
    allowConsoleColors: false,
    warnings: { unknownOptions: false, preprocessorErrors: true, slow: false },
    mutator: { excludedMutations: EXCLUDED },
    ignorers: [],
  };
}

/** Returns the place of a mutant, as Stryker's options name places: lines count from 1, and columns from 0. */
function placeOf({ fileName, location: { start, end } }: Mutant): string {
  const file = relative(ROOT, fileName).replaceAll("\\", "/");
  return `${file}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;
}
