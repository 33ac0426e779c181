import { setTimeout as sleep } from "node:timers/promises";
import { createTask, type ScheduledTask } from "node-cron";
import { Temporal } from "temporal-polyfill";
import { type Context, contextNow, type Runtime } from "../context.ts";
import { compareInstants } from "../domain/time/moment.ts";
import { type JobRun, lastRuns } from "../store/job-runs.ts";
import { type ClaimedRun, claim, type Job, perform, publicRun, runUnderWay } from "./job.ts";
import { findStaleJobs } from "./stale-jobs.ts";
import { backoffUntil, jitterOf, missedTick, takeTick } from "./take-tick.ts";
import { nextTick } from "./ticks.ts";

/** Number of runs listed per job. */
const TOLD = 10;

/** Time for runs to finish when the process stops. Runs that take longer are aborted. */
const STOP_SECONDS = 3;

/** The jobs of this process. They run on schedule between `start` and `stop`, and on request. */
export interface Scheduler {
  /** Starts the schedules. Runs each job once if it missed ticks while no process was running. */
  start(): Promise<void>;
  /** Stops the schedules, waits for runs in this process, and aborts those that take too long. */
  stop(): Promise<void>;
  /** Lists every job with its last runs in public form. */
  list(
    ctx: Context,
  ): Promise<{ name: string; schedule: string; nextRunAt: Temporal.Instant | null; lastRuns: JobRun[] }[]>;
  /**
   * Starts a run and returns its id. Returns undefined for an unknown job.
   * @throws Refusal `conflict` if the job is already running
   */
  run(ctx: Context, name: string): Promise<string | undefined>;
  /** Returns a sentence for each job whose failures make answers stale. Empty if this process runs no jobs. */
  doubts(ctx: Context): Promise<string[]>;
}

export function makeScheduler(runtime: Runtime, jobs: readonly Job[]): Scheduler {
  const closing = new AbortController();
  const stopping = new AbortController();
  const busy = new Set<Promise<unknown>>();
  const tasks: ScheduledTask[] = [];
  let startedAt: Temporal.Instant | null = null;

  const track = <Result>(work: Promise<Result>): Promise<Result> => {
    busy.add(work);
    const forget = () => busy.delete(work);
    work.then(forget, forget);
    return work;
  };
  const begin = (job: Job, run: ClaimedRun, log = runtime.log): Promise<unknown> =>
    track(
      perform({ ...runtime, log }, job, run, stopping.signal).catch((error) =>
        log.error({ err: error, job: job.name, run: run.id }, "the end of a run could not be recorded"),
      ),
    );
  /**
   * Starts the run for a tick. Returns undefined if another process has the tick. The promise is in a list because the
   * async function would otherwise wait for it.
   */
  const answer = async (ctx: Context, job: Job, tick: Temporal.Instant): Promise<[Promise<unknown>] | undefined> => {
    if (closing.signal.aborted) return undefined;
    const run = await takeTick(ctx, job, tick);
    return run === null ? undefined : [begin(job, run)];
  };
  const late = async (job: Job, tick: Temporal.Instant) => {
    await sleep(jitterOf(job), undefined, { signal: closing.signal }).catch(() => undefined);
    return answer(contextNow(runtime), job, tick);
  };
  const catchUp = async (job: Job) => {
    const ctx = contextNow(runtime);
    const tick = await missedTick(ctx, job);
    if (tick !== null) await answer(ctx, job, tick);
  };
  const catchUpLater = (job: Job) =>
    void track(
      catchUp(job).catch((error) =>
        runtime.log.warn({ err: error, job: job.name }, "missed ticks could not be checked"),
      ),
    );

  return {
    async start() {
      startedAt = runtime.clock();
      for (const job of jobs) {
        const task = taskOf(runtime, job, (tick) => track(late(job, tick)));
        // A machine that slept has missed ticks although its process is still alive.
        task.on("execution:missed", () => catchUpLater(job));
        tasks.push(task);
        await task.start();
        catchUpLater(job);
      }
    },
    async stop() {
      closing.abort();
      await Promise.all(tasks.map((task) => task.destroy()));
      const ended = Promise.allSettled(busy);
      await Promise.race([ended, sleep(STOP_SECONDS * 1000, undefined, { ref: false })]);
      stopping.abort(new Error("the service is stopping"));
      // Runs claimed during the wait may have begun after the first check.
      while (busy.size > 0) await Promise.allSettled(busy);
    },
    async list(ctx) {
      return Promise.all(
        jobs.map(async (job) => ({
          name: job.name,
          schedule: job.schedule,
          nextRunAt: startedAt === null ? null : await nextRunAt(ctx, job),
          lastRuns: (await lastRuns(ctx.db, job.name, TOLD)).map(publicRun),
        })),
      );
    },
    async run(ctx, name) {
      const job = jobs.find((each) => each.name === name);
      if (job === undefined) return undefined;
      const run = await claim(ctx, job, null);
      if (run === null) throw runUnderWay(job);
      // The log of the request, so that its id is in the lines of the run.
      void begin(job, run, ctx.log);
      return run.id;
    },
    async doubts(ctx) {
      return startedAt === null ? [] : findStaleJobs(ctx, jobs, startedAt);
    },
  };
}

/** Returns the next tick at which the job will run, after any backoff. */
async function nextRunAt(ctx: Context, job: Job): Promise<Temporal.Instant | null> {
  const now = ctx.now;
  const rest = await backoffUntil(ctx, job);
  const resting = rest !== null && compareInstants(now, rest) < 0;
  // A tick exactly at the end of the backoff is not skipped.
  return nextTick(job.schedule, resting ? rest.subtract({ milliseconds: 1 }) : now);
}

/**
 * Creates the scheduled task of a job. node-cron fires in every process, but the coordinator lets only one of them run
 * the job: the one that claims the tick in the database.
 */
function taskOf(
  runtime: Runtime,
  job: Job,
  answer: (tick: Temporal.Instant) => Promise<[Promise<unknown>] | undefined>,
): ScheduledTask {
  let run: [Promise<unknown>] | undefined;
  const runCoordinator = {
    async shouldRun(key: string) {
      // The key ends with the tick, such as 2026-01-31T12:00:00.000Z.
      run = await answer(Temporal.Instant.from(key.slice(-24)));
      return run !== undefined;
    },
  };
  return createTask(job.schedule, () => run?.[0], {
    name: job.name,
    timezone: "Etc/UTC",
    noOverlap: true,
    distributed: true,
    runCoordinator,
    logger: loggerOf(runtime, job),
  });
}

const loggerOf = ({ log }: Runtime, { name: job }: Job) => ({
  info: (message: string) => log.info({ job }, message),
  warn: (message: string) => log.warn({ job }, message),
  error: (message: string | Error, err?: Error) => log.error({ job, err: err ?? message }, String(message)),
  debug: (message: string | Error) => log.debug({ job }, String(message)),
});
