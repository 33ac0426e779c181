import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { compareInstants } from "../domain/time/moment.ts";
import { type JobRun, lastClaimedTick, lastRuns } from "../store/job-runs.ts";
import { claim, type Job, type Manners, type Run } from "./job.ts";
import { lastTick, nextTick } from "./ticks.ts";

/** Runs that are looked back upon: by the eighth failure in a row every rest has reached its longest. */
const LOOKED_AT = 8;

/** Claims a tick, unless the job rests; null then, and where the tick is another's. */
export async function takeTick(ctx: Context, job: Job, tick: Temporal.Instant): Promise<Run | null> {
  const until = await restsUntil(ctx, job);
  if (until === null || compareInstants(until, tick) <= 0) return claim(ctx, job, tick);
  ctx.log.info({ job: job.name, tick: String(tick), until: String(until) }, "the tick is left out after failures");
  return null;
}

/**
 * Until when a job leaves its ticks out, by its record alone, so that all processes agree and a restart changes nothing.
 * Null for one that does not rest.
 */
export async function restsUntil(ctx: Context, job: Job): Promise<Temporal.Instant | null> {
  if (job.manners === undefined) return null;
  const runs = await lastRuns(ctx.db, job.name, LOOKED_AT);
  return restAfter(
    runs.filter(({ outcome }) => outcome !== "running"),
    job.manners,
  );
}

/** The rest after some runs, newest first: twice `apartSeconds`, four times, eight times … from the tick of the last failure, or as its server asked. */
export function restAfter(
  runs: readonly JobRun[],
  { apartSeconds, longestRestSeconds }: Manners,
): Temporal.Instant | null {
  const [last] = runs;
  if (last === undefined || last.outcome !== "failed") return null;
  const succeeded = runs.findIndex(({ outcome }) => outcome === "succeeded");
  const failures = succeeded === -1 ? runs.length : succeeded;
  const seconds = Math.min(longestRestSeconds, apartSeconds * 2 ** failures);
  const rest = (last.scheduledFor ?? last.startedAt).add({ seconds });
  const asked = last.counts.retryAfterSeconds;
  if (typeof asked !== "number") return rest;
  // A server that asks for more than a day is heard for a day, lest a slip of its silences us for good.
  const left = (last.endedAt ?? last.startedAt).add({ seconds: Math.min(Math.ceil(asked), 86_400) });
  return compareInstants(left, rest) > 0 ? left : rest;
}

/**
 * The tick to catch up on: the last one due, where none since was claimed and the job ran on schedule before. However
 * many were missed, it is one; and none where the next is so near that it would come too soon after it.
 */
export async function missedTick(ctx: Context, job: Job): Promise<Temporal.Instant | null> {
  const claimed = await lastClaimedTick(ctx.db, job.name);
  const now = ctx.now;
  const due = lastTick(job.schedule, now);
  if (claimed === null || due === null || compareInstants(due, claimed) <= 0) return null;
  const next = nextTick(job.schedule, now);
  const soonest = now.add({ seconds: job.manners?.apartSeconds ?? 0 });
  return next !== null && compareInstants(next, soonest) < 0 ? null : due;
}

/**
 * How late this machine answers the ticks of a job. It is the machine's own and always the same: installations ask at
 * moments of their own instead of all at the full minute, and each still asks at an even pace.
 */
export function spreadOf(job: Job, machine: string = hostname()): number {
  const most = Math.floor((job.manners?.spreadSeconds ?? 0) * 1000);
  return most === 0 ? 0 : createHash("sha256").update(`${machine}/${job.name}`).digest().readUInt32BE() % most;
}
