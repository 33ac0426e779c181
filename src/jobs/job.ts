import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { Refusal } from "../domain/errors.ts";
import { OUR_SIDE, publicText } from "../domain/public-text.ts";
import { FeedError } from "../feeds/fetch/feed-error.ts";
import { type Counts, claimRun, databaseOf, endRun, type JobRun, lossOf } from "../store/job-runs.ts";

/** A job: what it does at the ticks of its schedule, told once for claiming, timing and recording alike. */
export interface Job {
  name: string;
  /** A cron expression, in UTC: no night of clock change doubles or drops a tick. */
  schedule: string;
  /** How long a run may take before it is called off. */
  limitSeconds: number;
  /** What a job does to a server that many ask. */
  manners?: Manners;
  /** For how long no run may succeed before the service says that its answers suffer. */
  silentMinutes?: number;
  /** Does the work and tells what it counted; an error thrown is the reason of a failed run. */
  run(ctx: Context, signal: AbortSignal): Promise<Counts>;
}

/** How a job spares a server that others ask too. */
export interface Manners {
  /** A tick is answered up to so many seconds late, by each machine in its own way, so that not all ask at once. */
  spreadSeconds: number;
  /** Ticks that are nearer to each other than this, as one caught up may be to the next, are not both answered. */
  apartSeconds: number;
  /** The longest rest after runs that failed: each in a row doubles it; 0 for none. */
  longestRestSeconds: number;
}

/** A run that this process claimed. The whole run acts at the instant at which it started. */
export interface Run {
  id: string;
  startedAt: Temporal.Instant;
}

/** A failure that has something to count; of it, `retryAfterSeconds` is how long a server asks to be left alone. */
export class FailedRun extends Error {
  override readonly name = "FailedRun";
  readonly counts: Counts;

  constructor(message: string, counts: Counts) {
    super(message);
    this.counts = counts;
  }
}

/** This process, as the record of runs names it to everybody: machine and process are for the log, which tells all three. */
const PROCESS = randomUUID().slice(0, 8);

/** How long a run that was called off may take to end, before its end is put on record without it. */
const LAST_SECONDS = 5;

/** The seconds after which a run is over in any process that goes on: called off at its limit, and its end on record. */
const hangsAfter = ({ limitSeconds }: Pick<Job, "limitSeconds">): number => limitSeconds + 2 * LAST_SECONDS;

/**
 * Claims a tick, or with `scheduledFor` null a run of its own. One run of a job is under way at a time, in all processes
 * together; one whose process is gone is ended first, and so is one that is long past its limit.
 * @returns the run, which is to be performed, or null where another process has the tick or a run is under way
 */
export async function claim(ctx: Context, job: Job, scheduledFor: Temporal.Instant | null): Promise<Run | null> {
  const startedAt = ctx.now;
  const hangsAfterSeconds = hangsAfter(job);
  const id = await claimRun(ctx.db, { name: job.name, scheduledFor, startedAt, process: PROCESS, hangsAfterSeconds });
  return id === null ? null : { id, startedAt };
}

/**
 * Does a claimed run and puts its end on record. It is called off at its limit, when `stopping` says so, and when
 * another process may have taken over; one that does not heed that is left to itself, and the next may begin. Never
 * throws for what the job itself threw.
 */
export async function perform(
  parts: Omit<Context, "now">,
  job: Job,
  { id, startedAt }: Run,
  stopping: AbortSignal,
): Promise<"succeeded" | "failed"> {
  const ctx: Context = { ...parts, now: startedAt };
  const began = performance.now();
  const late = new AbortController();
  const over = new AbortController();
  const limit = setTimeout(
    () => late.abort(new Error(`it took longer than its limit of ${job.limitSeconds} seconds`)),
    job.limitSeconds * 1000,
  );
  const signal = AbortSignal.any([stopping, late.signal, lossOf(id)]);
  const run = { ...ctx, db: databaseOf(ctx.db, id) };
  const end = await Promise.race([attempt(run, job, signal), deafness(signal, over.signal)]);
  clearTimeout(limit);
  over.abort();
  // Signals made of others are held by them until they abort, and `stopping` lives for years.
  late.abort();
  const { outcome, counts, error } = end;
  // The time it took, by a clock that nobody sets.
  const endedAt = startedAt.add({ milliseconds: Math.round(performance.now() - began) });
  await endRun(ctx.db, id, { endedAt, outcome, counts, error });
  ctx.log[outcome === "failed" ? "warn" : "info"]({ job: job.name, process: PROCESS, counts, error }, `job ${outcome}`);
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
    if (!isForReaders(error)) ctx.log.error({ err: error, job: job.name }, "a job failed on our side");
    return { outcome: "failed", counts, error: isForReaders(error) ? publicText(error.message) : OUR_SIDE };
  }
}

/** Whether an error says in our own words what kept a job from its work: not a fault of the code, of a library, or of the database. */
const isForReaders = (error: unknown): error is Error =>
  error instanceof FailedRun ||
  error instanceof FeedError ||
  error instanceof Refusal ||
  (error instanceof Error && error.name === "Error" && !("code" in error));

/** The end of a run that was called off, and goes on all the same. */
function deafness(signal: AbortSignal, over: AbortSignal): Promise<End> {
  return new Promise((done) => {
    const giveUp = () => {
      const reason = signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
      const error = `${reason}, and it did not end when it was called off`;
      const last = setTimeout(() => done({ outcome: "failed", counts: {}, error }), LAST_SECONDS * 1000);
      over.addEventListener("abort", () => clearTimeout(last), { once: true });
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", giveUp, { once: true, signal: over });
  });
}

/**
 * A run as it is told to everybody. Older versions put on record where they ran, and errors at any length: what is on record is
 * not altered, and is told as it would be recorded now.
 */
export const publicRun = (run: JobRun): JobRun => ({
  ...run,
  counts: Object.fromEntries(
    Object.entries(run.counts).map(([what, count]) => [what, typeof count === "string" ? publicText(count) : count]),
  ),
  error: run.error === null ? null : publicText(run.error),
  process: run.process.split("/").at(-1) ?? "",
});

/** The refusal of a run while one is under way. */
export const underWay = (job: Job): Refusal =>
  new Refusal(
    "conflict",
    `A run of ${job.name} is under way. It is over within ${hangsAfter(job)} seconds of its start; a process that stands still loses it then to the next run that is asked for.`,
  );
