import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { chosenTests, listBuilt } from "./chosen-tests.ts";
import { runAfresh } from "./fresh-run.ts";
import { makeJestRun } from "./jest-run.ts";
import { nearestTests } from "./nearest-tests.ts";
import type { DryRun, InstrumenterContext, MutantCoverage, MutantRun, MutantRunResult } from "./stryker-api.ts";

declare global {
  var __stryker__: InstrumenterContext | undefined;
}

/** Instrumented code reads the active mutant from this variable, also in processes that a test starts. */
const ACTIVE_MUTANT = "__STRYKER_ACTIVE_MUTANT__";

/** File in Stryker's copy of the project for what the run without mutants found. */
const FINDINGS = "mutation-coverage.json";

/** The number of test files for a mutant in code that runs when its module is loaded. */
const NEAREST = 12;

/** What the run without mutants found: the time of each test file in milliseconds, and the mutants whose code it ran. */
interface Findings {
  times: Record<string, number>;
  perTest: MutantCoverage["perTest"];
}

/**
 * Runs test files for Stryker, in this process. A "test" is a whole file, because tests of a file may share what its
 * hooks prepared. Stryker's own runner for Jest would load every test file for every mutant, and would not notice that
 * the tests load modules with Node's `import`, which never loads a module twice.
 */
export class FileTestRunner {
  static readonly inject = ["options"] as const;
  readonly #root = process.cwd();
  readonly #runJest = makeJestRun(this.#root);
  readonly #tests: string;

  constructor({ tests }: { tests: string }) {
    this.#tests = tests;
  }

  /** A loaded module stays loaded, so Stryker starts a new process for mutants in code that runs at loading. */
  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: false };
  }

  async dryRun(): Promise<DryRun> {
    const context = contextOf();
    // Whatever runs here runs once per process. Afterwards, each test file reports what it runs.
    for (const file of listBuilt(this.#root)) await import(pathToFileURL(file).href);
    const tests: DryRun["tests"] = [];
    for (const file of chosenTests(this.#root, this.#tests)) {
      const id = relative(this.#root, file);
      context.currentTestId = id;
      const started = performance.now();
      const failure = await this.#runJest(file);
      const timeSpentMs = performance.now() - started;
      const fileName = join(this.#root, id.replace(/^dist/, ".").replace(/\.js$/, ".ts"));
      const named = { id, name: id, fileName, timeSpentMs };
      tests.push(failure === undefined ? { ...named, status: 0 } : { ...named, status: 1, failureMessage: failure });
    }
    delete context.currentTestId;
    const mutantCoverage = context.mutantCoverage ?? { static: {}, perTest: {} };
    const times = Object.fromEntries(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    const findings: Findings = { times, perTest: mutantCoverage.perTest };
    writeFileSync(join(this.#root, FINDINGS), JSON.stringify(findings));
    return { status: "complete", tests, mutantCoverage };
  }

  /** Runs the tests of a mutant. `isFresh` tells whether no test has run in this process. */
  async mutantRun(run: MutantRun, isFresh = run.testFilter === undefined): Promise<MutantRunResult> {
    const result = await this.#runTests(run);
    return result.status === "survived" && !isFresh ? runAfresh(run) : result;
  }

  async #runTests({ activeMutant, testFilter, hitLimit, sandboxFileName }: MutantRun): Promise<MutantRunResult> {
    const context = contextOf();
    Object.assign(context, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    process.env[ACTIVE_MUTANT] = activeMutant.id;
    try {
      const findings: Findings = JSON.parse(readFileSync(join(this.#root, FINDINGS), "utf8"));
      const chosen = testFilter ?? this.#testsOfLoaded(activeMutant.id, sandboxFileName, findings);
      const ordered = [...chosen].sort((one, other) => (findings.times[one] ?? 0) - (findings.times[other] ?? 0));
      const own = ordered.filter((id) => floorOf(id) === floorOf(relative(this.#root, sandboxFileName)));
      const tests = own.length > 0 ? own : ordered;
      for (const id of tests) {
        const failure = await this.#runJest(join(this.#root, id));
        if (hitLimit !== undefined && (context.hitCount ?? 0) > hitLimit)
          return { status: "timeout", reason: `the mutated code ran more than ${hitLimit} times` };
        if (failure === undefined || (isTimed(id) && testFilter !== undefined && (await this.#failsAnyway(id))))
          continue;
        return { status: "killed", killedBy: [id], failureMessage: failure, nrOfTests: tests.length };
      }
      return { status: "survived", nrOfTests: tests.length };
    } finally {
      delete process.env[ACTIVE_MUTANT];
      delete context.activeMutant;
      delete context.hitLimit;
    }
  }

  /** Returns true if a test file fails without the mutant, too, for example because the machine is too busy. */
  async #failsAnyway(id: string): Promise<boolean> {
    const context = contextOf();
    const { activeMutant } = context;
    delete process.env[ACTIVE_MUTANT];
    delete context.activeMutant;
    const failure = await this.#runJest(join(this.#root, id));
    if (activeMutant !== undefined) {
      context.activeMutant = activeMutant;
      process.env[ACTIVE_MUTANT] = activeMutant;
    }
    return failure !== undefined;
  }

  /**
   * Returns the tests for a mutant in code that runs when its module is loaded: those that run it, too, and the nearest
   * importers of the module.
   */
  #testsOfLoaded(id: string, sandboxFileName: string, { times, perTest }: Findings): string[] {
    const running = Object.keys(perTest).filter((test) => perTest[test]?.[id] !== undefined);
    const built = join(this.#root, "dist", relative(this.#root, sandboxFileName).replace(/\.ts$/, ".js"));
    const all = Object.keys(times).map((test) => join(this.#root, test));
    const near = nearestTests(all, built, NEAREST).map((test) => relative(this.#root, test));
    return [...new Set([...running, ...near])];
  }
}

/** Returns true for tests with timers, servers and databases. A failure of the others has no cause but the mutant. */
const isTimed = (id: string): boolean => floorOf(id) === "live";

/** Returns the floor of a source or test: `domain` for `src/domain/fold.ts`. */
const floorOf = (path: string): string | undefined => path.replace(/^dist\//, "").split("/")[1];

/** Returns the global object of instrumented code. The code keeps the object, so it must never be replaced. */
function contextOf(): InstrumenterContext {
  globalThis.__stryker__ ??= {};
  return globalThis.__stryker__;
}
