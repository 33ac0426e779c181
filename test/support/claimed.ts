import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../src/context.ts";
import { claim, type Job, type Run } from "../../src/jobs/job.ts";

/** Claims a run of a job. @throws Error if another run has claimed it */
export async function claimed(ctx: Context, job: Job, tick: Temporal.Instant | null = null): Promise<Run> {
  const run = await claim(ctx, job, tick);
  if (run === null) throw new Error(`a run of ${job.name} is under way, or the tick was claimed`);
  return run;
}
