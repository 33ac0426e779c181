import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { ROOT } from "../src/root.ts";
import startServer from "../test/support/start-server.ts";
import stopServer from "../test/support/stop-server.ts";
import { fetchStryker } from "./mutation/fetch-stryker.ts";
import { mutationReport } from "./mutation/mutation-report.ts";
import { isCounted, scoreOf } from "./mutation/mutation-score.ts";
import { strykerOptions } from "./mutation/stryker-options.ts";

/** The least share of mutants, in percent, that tests must notice. */
const LEAST = 85;

/** The size of a usual sample. */
const USUAL = 300;

/** The seed of the properties, so that a mutant meets the same cases in every run. */
const PROPERTY_SEED = "20261130";

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    ...{ seed: text, mutants: text, processes: text, tests: text },
    files: { type: "string", multiple: true },
    all: { type: "boolean", default: false },
  },
});

const fail = (sentence: string): never => {
  console.error(sentence);
  process.exit(1);
};
const numberOf = (name: "seed" | "mutants" | "processes", usual: number): number => {
  const number = Number(values[name] ?? usual);
  return Number.isInteger(number) && number >= 1 && number <= 1e9
    ? number
    : fail(`--${name} must be a whole number from 1 to 1000000000; got '${values[name]}'.`);
};

const mutate = values.files ?? ["src/domain/**/*.ts", "src/live/**/*.ts"];
const isSample = !values.all && (values.files === undefined || values.mutants !== undefined);
const sample = { mutants: isSample ? numberOf("mutants", USUAL) : null, seed: numberOf("seed", 20261130) };
const processes = numberOf("processes", availableParallelism());

process.chdir(ROOT);
process.env.GARITA_SEED ??= PROPERTY_SEED;
const { Stryker } = await fetchStryker();
await startServer();
try {
  const results = await new Stryker(strykerOptions(mutate, values.tests ?? "", sample, processes)).runMutationTest();
  console.log(mutationReport(results, ROOT, isSample));
  const { percent } = scoreOf(results.filter(isCounted));
  if (percent < LEAST) {
    console.log(`At least ${LEAST} % must be noticed.`);
    process.exitCode = 1;
  }
} finally {
  await stopServer();
}
