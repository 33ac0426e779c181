import { ROOT } from "../../src/root.ts";
import { chooseSample } from "./choose-sample.ts";
import { FileTestRunner } from "./file-test-runner.ts";
import { ProgressLines } from "./progress-lines.ts";
import type { Mutant } from "./stryker-api.ts";

/** What {@link strykerPlugins} reads from Stryker's options. */
export interface SampleOptions {
  /** The size of the sample; null means every mutant. */
  mutants: number | null;
  seed: number;
}

/**
 * Leaves out the mutants that are not in the sample. Stryker cannot sample, but it asks a checker about each mutant
 * before it tests it. The checker puts all mutants into one group, so it sees them at once.
 */
class SampleChecker {
  static readonly inject = ["options"] as const;
  readonly #options: SampleOptions;

  constructor({ sample }: { sample: SampleOptions }) {
    this.#options = sample;
  }

  async init(): Promise<void> {}

  async group(mutants: Mutant[]): Promise<string[][]> {
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants: Mutant[]): Promise<Record<string, { status: string; reason?: string }>> {
    const { mutants: size, seed } = this.#options;
    const sample = chooseSample(mutants, size ?? mutants.length, seed, ROOT);
    return Object.fromEntries(
      mutants.map(({ id }) => [
        id,
        sample.has(id) ? { status: "passed" } : { status: "compileError", reason: "not in the sample" },
      ]),
    );
  }
}

/** Stryker's test runner, sample and reporter for this project. Stryker loads them by the name of this export. */
export const strykerPlugins = [
  { kind: "TestRunner", name: "files", injectableClass: FileTestRunner },
  { kind: "Checker", name: "sample", injectableClass: SampleChecker },
  { kind: "Reporter", name: "progress-lines", injectableClass: ProgressLines },
];
