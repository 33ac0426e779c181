import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../src/context.ts";
import { type ClaimedRun, claim, type Job } from "../../src/jobs/job.ts";

/** Claims a run of a job. @throws if a run is under way, or if another run has claimed the tick */
export async function claimed(ctx: Context, job: Job, tick: Temporal.Instant | null = null): Promise<ClaimedRun> {
  const run = await claim(ctx, job, tick);
  if (run === null) throw new Error(`a run of ${job.name} is under way, or the tick was claimed`);
  return run;
}
