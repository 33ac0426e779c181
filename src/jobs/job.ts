import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { Refusal } from "../domain/errors.ts";
import { INTERNAL_FAULT, publicText } from "../domain/public-text.ts";
import { FeedError } from "../feeds/fetch/feed-error.ts";
import { type Counts, claimRun, databaseOf, endRun, type JobRun, lossOf } from "../store/job-runs.ts";

/** A job: its work, schedule and limits. */
export interface Job {
  name: string;
  /** Cron expression in UTC, in which no hour is skipped or repeated. */
  schedule: string;
  /** Time limit, after which the run is aborted. */
  limitSeconds: number;
  /** Set for jobs that send requests to other servers. */
  retryPolicy?: RetryPolicy;
  /** Minutes without a successful run after which the readiness check reports stale answers. */
  silentMinutes?: number;
  /** Does the work and returns its counts. A thrown error becomes the reason of a failed run. */
  run(ctx: Context, signal: AbortSignal): Promise<Counts>;
}

/** Delays that protect other servers from load. */
export interface RetryPolicy {
  /**
   * Maximum delay of a tick, in seconds. The delay differs by machine, so that machines do not all send requests at the
   * same time.
   */
  jitterSeconds: number;
  /**
   * Minimum time between two ticks, and the unit of the backoff. A missed tick is not made up for if the next one is
   * due within this time.
   */
  minimumGapSeconds: number;
  /** Maximum backoff after failed runs. Each further failure doubles the backoff. 0 means none. */
  longestBackoffSeconds: number;
}

/** A run that this process claimed. It uses its start as the current instant throughout. */
export interface ClaimedRun {
  id: string;
  startedAt: Temporal.Instant;
}

/** A failure with counts. `retryAfterSeconds` is the delay that a server asked for. */
export class FailedRun extends Error {
  override readonly name = "FailedRun";
  readonly counts: Counts;

  constructor(message: string, counts: Counts) {
    super(message);
    this.counts = counts;
  }
}

/** Id of this process in public run records. It reveals neither the machine nor the process number. */
const PROCESS = randomUUID().slice(0, 8);

/** Time for an aborted run to finish. If it takes longer, its end is recorded anyway. */
const LAST_SECONDS = 5;

/**
 * Returns the number of seconds after which the process of an unfinished run must be hanging. By then, a working
 * process would have aborted the run and recorded its end.
 */
const hangsAfter = ({ limitSeconds }: Pick<Job, "limitSeconds">): number => limitSeconds + 2 * LAST_SECONDS;

/**
 * Claims a tick, or a run on request if `scheduledFor` is null. Across all processes, a job has only one run at a time.
 * First ends a run whose process has died or hangs.
 * @returns the run, which the caller must perform; null if another process has the tick or a run is in progress
 */
export async function claim(ctx: Context, job: Job, scheduledFor: Temporal.Instant | null): Promise<ClaimedRun | null> {
  const startedAt = ctx.now;
  const hangsAfterSeconds = hangsAfter(job);
  const id = await claimRun(ctx.db, { name: job.name, scheduledFor, startedAt, process: PROCESS, hangsAfterSeconds });
  return id === null ? null : { id, startedAt };
}

/**
 * Performs a claimed run and records its end. The run is aborted at its time limit, when `stopping` aborts, or when
 * another process may have taken over. If the run ignores the abort, its end is recorded anyway. Errors of the job are
 * recorded, not thrown. Log lines of the run have its `run` and `job`.
 */
export async function perform(
  parts: Omit<Context, "now">,
  job: Job,
  { id, startedAt }: ClaimedRun,
  stopping: AbortSignal,
): Promise<"succeeded" | "failed"> {
  const log = parts.log.child({ job: job.name, run: id });
  const ctx: Context = { ...parts, log, now: startedAt };
  const began = performance.now();
  const late = new AbortController();
  const over = new AbortController();
  const limit = setTimeout(
    () => late.abort(new Error(`it took longer than its limit of ${job.limitSeconds} seconds`)),
    job.limitSeconds * 1000,
  );
  const signal = AbortSignal.any([stopping, late.signal, lossOf(id)]);
  const run = { ...ctx, db: databaseOf(ctx.db, id) };
  const end = await Promise.race([attempt(run, job, signal), abortTimeout(signal, over.signal)]);
  clearTimeout(limit);
  over.abort();
  // `stopping` lives for years, and refers to each combined signal until that signal aborts.
  late.abort();
  const { outcome, counts, error } = end;
  // The duration is measured with a monotonic clock.
  const endedAt = startedAt.add({ milliseconds: Math.round(performance.now() - began) });
  await endRun(ctx.db, id, { endedAt, outcome, counts, error });
  log[outcome === "failed" ? "warn" : "info"]({ process: PROCESS, counts, error }, `job ${outcome}`);
  return outcome;
}

interface End {
  outcome: "succeeded" | "failed";
  counts: Counts;
  error: string | null;
}

async function attempt(ctx: Context, job: Job, signal: AbortSignal): Promise<End> {
  try {
    return { outcome: "succeeded", counts: await job.run(ctx, signal), error: null };
  } catch (error) {
    const counts = error instanceof FailedRun ? error.counts : {};
    if (!isForReaders(error)) ctx.log.error({ err: error }, "a job failed because of an error in Garita");
    return { outcome: "failed", counts, error: isForReaders(error) ? publicText(error.message) : INTERNAL_FAULT };
  }
}

/**
 * Returns true if Garita wrote the error's message for readers. Errors that come from bugs, libraries or the database
 * do not count.
 */
const isForReaders = (error: unknown): error is Error =>
  error instanceof FailedRun ||
  error instanceof FeedError ||
  error instanceof Refusal ||
  (error instanceof Error && error.name === "Error" && !("code" in error));

/** Resolves to a failure if the run does not stop soon after it is aborted. */
function abortTimeout(signal: AbortSignal, over: AbortSignal): Promise<End> {
  return new Promise((done) => {
    const giveUp = () => {
      const reason = signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
      const error = `${reason}, and the run did not stop when it was aborted`;
      const last = setTimeout(() => done({ outcome: "failed", counts: {}, error }), LAST_SECONDS * 1000);
      over.addEventListener("abort", () => clearTimeout(last), { once: true });
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", giveUp, { once: true, signal: over });
  });
}

/**
 * Returns the public form of a run. Older versions recorded the machine and long errors. Those records stay unchanged
 * but are shown in the current form.
 */
export const publicRun = (run: JobRun): JobRun => ({
  ...run,
  counts: Object.fromEntries(
    Object.entries(run.counts).map(([what, count]) => [what, typeof count === "string" ? publicText(count) : count]),
  ),
  error: run.error === null ? null : publicText(run.error),
  process: run.process.split("/").at(-1) ?? "",
});

/** Returns the refusal to run a job that is already running. */
export const runUnderWay = (job: Job): Refusal => new Refusal("conflict", ["runUnderWay", job.name, hangsAfter(job)]);
