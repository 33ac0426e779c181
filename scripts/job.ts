import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { seed } from "../src/actions/record/seed.ts";
import { limitsOf } from "../src/config.ts";
import { makeJobs } from "../src/jobs/declared-job.ts";
import { JOBS } from "../src/jobs/index.ts";
import { claim, perform, runUnderWay } from "../src/jobs/job.ts";
import { ROOT } from "../src/root.ts";
import { userAgentOf } from "../src/service.ts";
import { lastRuns } from "../src/store/job-runs.ts";
import { withStore } from "./with-store.ts";

const [name] = process.argv.slice(2);
const { version } = JSON.parse(await readFile(resolve(ROOT, "package.json"), "utf8")) as { version: string };

await withStore(async ({ config, db, log, clock }) => {
  await seed(db, resolve(ROOT, "prisma/seed"));
  const jobs = makeJobs(JOBS, config, userAgentOf(version));
  const job = jobs.find((each) => each.name === name);
  if (job === undefined) {
    console.error(`There is no job '${name ?? ""}'. The jobs are: ${jobs.map((each) => each.name).join(", ")}.`);
    process.exitCode = 2;
    return;
  }
  const thresholds = limitsOf(config);
  const ctx = { db, now: clock(), log, thresholds };
  const run = await claim(ctx, job, null);
  if (run === null) {
    console.error(runUnderWay(job).message);
    process.exitCode = 1;
    return;
  }
  const outcome = await perform(ctx, job, run, new AbortController().signal);
  const ended = (await lastRuns(db, job.name, 1)).at(0);
  console.log(`${job.name} ${outcome}: ${ended?.error ?? JSON.stringify(ended?.counts)}`);
  process.exitCode = outcome === "failed" ? 1 : 0;
});
