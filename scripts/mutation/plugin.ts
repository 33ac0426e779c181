import { ROOT } from "../../src/root.ts";
import { mutantKey } from "./choose-sample.ts";
import { FileTestRunner } from "./file-test-runner.ts";
import { ProgressLines } from "./progress-lines.ts";
import type { Mutant } from "./stryker-api.ts";

/**
 * Leaves out mutants that are not in the sample. Stryker mutates the places of the sample, and a place may contain
 * smaller ones. It asks a checker about each mutant before it tests it.
 */
class SampleChecker {
  static readonly inject = ["options"] as const;
  readonly #sample: ReadonlySet<string> | null;

  constructor({ sample }: { sample: readonly string[] | null }) {
    this.#sample = sample === null ? null : new Set(sample);
  }

  async init(): Promise<void> {}

  async check(mutants: Mutant[]): Promise<Record<string, { status: string; reason?: string }>> {
    return Object.fromEntries(
      mutants.map((mutant) => [
        mutant.id,
        this.#sample === null || this.#sample.has(mutantKey(mutant, ROOT))
          ? { status: "passed" }
          : { status: "compileError", reason: "not in the sample" },
      ]),
    );
  }

  async group(mutants: Mutant[]): Promise<string[][]> {
    return [mutants.map(({ id }) => id)];
  }
}

/** Stryker's test runner, sample and reporter for this project. Stryker loads them by the name of this export. */
export const strykerPlugins = [
  { kind: "TestRunner", name: "files", injectableClass: FileTestRunner },
  { kind: "Checker", name: "sample", injectableClass: SampleChecker },
  { kind: "Reporter", name: "progress-lines", injectableClass: ProgressLines },
];
