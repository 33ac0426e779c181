import { readdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../src/root.ts";
import startServer from "../test/support/start-server.ts";
import stopServer from "../test/support/stop-server.ts";
import { chooseSample } from "./mutation/choose-sample.ts";
import { fetchStryker } from "./mutation/fetch-stryker.ts";
import { listMutants } from "./mutation/list-mutants.ts";
import { mutationReport } from "./mutation/mutation-report.ts";
import { isCounted, scoreOf } from "./mutation/mutation-score.ts";
import { EXCLUDED, strykerOptions } from "./mutation/stryker-options.ts";
import { many, progress } from "./progress.ts";

/** The least share of mutants, in percent, that tests must notice. */
const LEAST = 85;

/** The size of a usual sample. On two idle cores, it should take less than ten minutes. */
const USUAL = 200;

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

const files = [...new Set(listTypeScript(values.files ?? ["src/domain", "src/live"]))].sort();
if (files.length === 0) fail("There is no such file in src.");
const isSample = !values.all && (values.files === undefined || values.mutants !== undefined);
const [size, seed] = [numberOf("mutants", USUAL), numberOf("seed", 20261130)];
const processes = numberOf("processes", availableParallelism());

process.chdir(ROOT);
process.env.GARITA_SEED ??= PROPERTY_SEED;
const { home, Stryker } = await fetchStryker();
const all = await listMutants(home, ROOT, files, EXCLUDED);
const sample = isSample ? chooseSample(all, size, seed, ROOT) : null;
progress(`Testing ${sample?.length ?? all.length} of ${many(all.length, "mutant")}; the seed is ${seed}`);
await startServer();
try {
  const plan = { files, sample, tests: values.tests ?? "", processes };
  const results = await new Stryker(strykerOptions(plan)).runMutationTest();
  console.log(mutationReport(results, ROOT, all.length));
  const { percent } = scoreOf(results.filter(isCounted));
  if (percent < LEAST) {
    console.log(`At least ${LEAST} % must be noticed.`);
    process.exitCode = 1;
  }
} finally {
  await stopServer();
}

/** Lists the TypeScript files among some paths, and those in the folders among them. */
function listTypeScript(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const entry = statSync(join(ROOT, path), { throwIfNoEntry: false });
    if (entry === undefined) return fail(`There is no file or folder '${path}'.`);
    if (entry.isFile()) return [path];
    return readdirSync(join(ROOT, path), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${path.replace(/\/$/, "")}/${name.replaceAll("\\", "/")}`);
  });
}
