import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { compareInstants } from "../domain/time/moment.ts";
import { type JobRun, lastClaimedTick, lastRuns } from "../store/job-runs.ts";
import { type ClaimedRun, claim, type Job, type RetryPolicy } from "./job.ts";
import { lastTick, nextTick } from "./ticks.ts";

/** Number of runs to examine. After eight consecutive failures, every backoff has reached its maximum. */
const LOOKED_AT = 8;

/** Claims a tick. Returns null if the job is in backoff, or another process has the tick. */
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
 * Returns the end of a job's backoff, during which the job skips its ticks, or null if there is no backoff. The result
 * depends only on recorded runs, so all processes agree and a restart changes nothing.
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
 * Returns the end of the backoff after the given runs, newest first. The backoff is 2, 4, 8, … times
 * `minimumGapSeconds` and at most `longestBackoffSeconds`, from the tick of the last failure. If the server asked
 * clients to wait until a later time, the backoff ends at that time.
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
  // The server may request at most a day: a mistake of the server must not stop the job forever.
  const left = (last.endedAt ?? last.startedAt).add({ seconds: Math.min(Math.ceil(asked), 86_400) });
  return compareInstants(left, rest) > 0 ? left : rest;
}

/**
 * Returns the tick to catch up on: the last one due, if it was not claimed but an earlier tick was. The job catches
 * up on only one tick, however many were missed. Returns null if the next tick would follow too soon.
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
 * Returns the delay of this machine's ticks, in milliseconds. The delay is constant for each machine, so that
 * installations do not all send requests on the full minute, yet each polls at even intervals.
 */
export function jitterOf(job: Job, machine: string = hostname()): number {
  const most = Math.floor((job.retryPolicy?.jitterSeconds ?? 0) * 1000);
  return most === 0 ? 0 : createHash("sha256").update(`${machine}/${job.name}`).digest().readUInt32BE() % most;
}
