import { z } from "zod";
import type { Context } from "../../context.ts";
import { Refusal } from "../../domain/errors.ts";
import { isGuarded, type Route, route } from "../route.ts";
import { byRule } from "../wire/rule.ts";
import { Instant } from "../wire/wire.ts";

/** A job in an answer: its schedule in UTC, its next run, and its last runs. */
export const JobAnswer = z
  .strictObject({
    name: z.string(),
    schedule: z.string(),
    nextRunAt: Instant.nullable(),
    lastRuns: z.array(
      z
        .strictObject({
          startedAt: Instant,
          endedAt: Instant.nullable(),
          outcome: z.enum(["running", "succeeded", "failed"]),
          counts: z.record(z.string(), z.union([z.number(), z.string()])),
          error: z.string().nullable(),
          process: z.string(),
        })
        .meta({ id: "JobRun", description: "A run of a job" }),
    ),
  })
  .meta({ id: "Job", description: "A scheduled job, with its last runs. Its schedule is in UTC" });

type RunAnswer = z.output<typeof JobAnswer>["lastRuns"][number];

const presentRun = ({ startedAt, endedAt, outcome, counts, error, process }: RunAnswer): RunAnswer => ({
  startedAt,
  endedAt,
  outcome,
  counts,
  error,
  process,
});

/**
 * Job functions that the HTTP layer needs. `run` starts a job and returns the run's id, or undefined if no such job
 * exists.
 */
export interface JobDesk {
  list(ctx: Context): Promise<z.output<typeof JobAnswer>[]>;
  run(ctx: Context, name: string): Promise<string | undefined>;
  /** Returns a sentence for each job whose lack of successful runs makes the answers less reliable. */
  doubts(ctx: Context): Promise<string[]>;
}

/** Returns the routes for the jobs of this process. */
export const jobRoutes = (jobs: JobDesk): Route[] => [
  route({
    method: "get",
    path: "/v1/jobs",
    summary: "The scheduled jobs and their last runs",
    isKept: false,
    reply: z.strictObject({ jobs: z.array(JobAnswer) }).meta({ id: "JobList", description: "The scheduled jobs" }),
    async handle(ctx) {
      const listed = await jobs.list(ctx);
      return { value: { jobs: listed.map((job) => ({ ...job, lastRuns: job.lastRuns.map(presentRun) })) } };
    },
  }),
  isGuarded({
    method: "post",
    path: "/v1/jobs/:name/runs",
    summary: "Run a job now",
    role: "admin",
    params: z.strictObject({ name: z.string().regex(/^[a-z-]{1,40}$/, byRule("jobName")) }),
    status: 202,
    problems: ["conflict"],
    reply: z.strictObject({ run: z.string() }).meta({ id: "StartedRun", description: "A run that has just started" }),
    async handle(ctx, { params }) {
      const run = await jobs.run(ctx, params.name);
      if (run === undefined) throw new Refusal("not_found", ["unknownJob", params.name]);
      return { value: { run }, headers: { Location: "/v1/jobs" } };
    },
  }),
];
