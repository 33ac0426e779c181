import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { Refusal } from "../domain/errors.ts";
import { type Counts, claimRun, endAbandoned, endRun } from "../store/job-runs.ts";

/** A job: what it does at the ticks of its schedule, told once for claiming, timing and recording alike. */
export interface Job {
  name: string;
  /** A cron expression, in UTC: no night of clock change doubles or drops a tick. */
  schedule: string;
  /** How long a run may take before it is called off. */
  limitSeconds: number;
  /** Does the work and tells what it counted; an error thrown is the reason of a failed run. */
  run(ctx: Context, signal: AbortSignal): Promise<Counts>;
}

/** This process, as the record of runs names it. */
const PROCESS = `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`;

/**
 * Claims a tick, or with `scheduledFor` null a run of its own. One run of a job is under way at a time, in all processes
 * together; a run that is long past its limit lost its process, and is ended first.
 * @returns the id of the run, or null where another process has the tick or a run is under way
 */
export async function claim(ctx: Context, job: Job, scheduledFor: Temporal.Instant | null): Promise<string | null> {
  const now = ctx.now();
  await endAbandoned(ctx.db, job.name, now.subtract({ seconds: 2 * job.limitSeconds }), now);
  return claimRun(ctx.db, job.name, scheduledFor, now, PROCESS);
}

/** Does a claimed run and puts its end on record. Never throws for what the job itself threw. */
export async function perform(
  ctx: Context,
  job: Job,
  id: string,
  stopping: AbortSignal,
): Promise<"succeeded" | "failed"> {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(job.limitSeconds * 1000)]);
  const { outcome, counts, error } = await attempt(ctx, job, signal);
  await endRun(ctx.db, id, { endedAt: ctx.now(), outcome, counts, error });
  ctx.log[outcome === "failed" ? "warn" : "info"]({ job: job.name, counts, error }, `job ${outcome}`);
  return outcome;
}

async function attempt(
  ctx: Context,
  job: Job,
  signal: AbortSignal,
): Promise<{ outcome: "succeeded" | "failed"; counts: Counts; error: string | null }> {
  try {
    return { outcome: "succeeded", counts: await job.run(ctx, signal), error: null };
  } catch (error) {
    return { outcome: "failed", counts: {}, error: error instanceof Error ? error.message : String(error) };
  }
}

/** The refusal of a run while one is under way. */
export const underWay = (name: string): Refusal =>
  new Refusal("conflict", `A run of ${name} is under way; it ends by itself.`);
