import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { compareInstants } from "../domain/time/moment.ts";
import { type JobRun, lastClaimedTick, lastRuns } from "../store/job-runs.ts";
import { type ClaimedRun, claim, type Job, type RetryPolicy } from "./job.ts";
import { lastTick, nextTick } from "./ticks.ts";

/** Number of runs to examine. After eight failures in a row, every backoff has reached its maximum. */
const LOOKED_AT = 8;

/** Claims a tick. Returns null during a backoff, or if another process has the tick. */
export async function takeTick(ctx: Context, job: Job, tick: Temporal.Instant): Promise<ClaimedRun | null> {
  const until = await backoffUntil(ctx, job);
  if (until === null || compareInstants(until, tick) <= 0) return claim(ctx, job, tick);
  ctx.log.info(
    { job: job.name, tick: String(tick), until: String(until) },
    "the tick is skipped because of earlier failures",
  );
  return null;
}

/**
 * Returns the end of a job's backoff, or null. The job skips its ticks until then. The result depends only on recorded
 * runs, so all processes agree and a restart changes nothing.
 */
export async function backoffUntil(ctx: Context, job: Job): Promise<Temporal.Instant | null> {
  if (job.retryPolicy === undefined) return null;
  const runs = await lastRuns(ctx.db, job.name, LOOKED_AT);
  return backoffAfter(
    runs.filter(({ outcome }) => outcome !== "running"),
    job.retryPolicy,
  );
}

/**
 * Returns the end of the backoff after the given runs, newest first. It comes 2, 4, 8, … times `minimumGapSeconds`
 * after the last failed tick, at most `longestBackoffSeconds`. If the server asked for a longer delay, the backoff
 * lasts that long.
 */
export function backoffAfter(
  runs: readonly JobRun[],
  { minimumGapSeconds, longestBackoffSeconds }: RetryPolicy,
): Temporal.Instant | null {
  const [last] = runs;
  if (last === undefined || last.outcome !== "failed") return null;
  const succeeded = runs.findIndex(({ outcome }) => outcome === "succeeded");
  const failures = succeeded === -1 ? runs.length : succeeded;
  const seconds = Math.min(longestBackoffSeconds, minimumGapSeconds * 2 ** failures);
  const rest = (last.scheduledFor ?? last.startedAt).add({ seconds });
  const asked = last.counts.retryAfterSeconds;
  if (typeof asked !== "number") return rest;
  // At most a day: a server's mistake must not stop the job forever.
  const left = (last.endedAt ?? last.startedAt).add({ seconds: Math.min(Math.ceil(asked), 86_400) });
  return compareInstants(left, rest) > 0 ? left : rest;
}

/**
 * Returns the tick to catch up on: the last tick that was due, if no process has claimed it. Returns null if the next
 * tick comes soon, or if no tick of the job was ever claimed.
 */
export async function missedTick(ctx: Context, job: Job): Promise<Temporal.Instant | null> {
  const claimed = await lastClaimedTick(ctx.db, job.name);
  const now = ctx.now;
  const due = lastTick(job.schedule, now);
  if (claimed === null || due === null || compareInstants(due, claimed) <= 0) return null;
  const next = nextTick(job.schedule, now);
  const soonest = now.add({ seconds: job.retryPolicy?.minimumGapSeconds ?? 0 });
  return next !== null && compareInstants(next, soonest) < 0 ? null : due;
}

/**
 * Returns the delay of this machine's ticks, in milliseconds. It is constant on each machine, so that polls are evenly
 * spaced, and differs between machines, so that they do not all send requests on the full minute.
 */
export function jitterOf(job: Job, machine: string = hostname()): number {
  const most = Math.floor((job.retryPolicy?.jitterSeconds ?? 0) * 1000);
  return most === 0 ? 0 : createHash("sha256").update(`${machine}/${job.name}`).digest().readUInt32BE() % most;
}
