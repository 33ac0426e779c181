import { setTimeout as sleep } from "node:timers/promises";
import { createTask, type ScheduledTask } from "node-cron";
import { Temporal } from "temporal-polyfill";
import { type Context, contextNow, type Runtime } from "../context.ts";
import { compareInstants } from "../domain/time/moment.ts";
import { type JobRun, lastRuns } from "../store/job-runs.ts";
import { claim, type Job, perform, publicRun, type Run, underWay } from "./job.ts";
import { silences } from "./stale-jobs.ts";
import { missedTick, restsUntil, spreadOf, takeTick } from "./take-tick.ts";
import { nextTick } from "./ticks.ts";

/** How many runs of a job are told. */
const TOLD = 10;

/** How long a stop lets runs end by themselves before it calls them off. */
const STOP_SECONDS = 3;

/** The jobs of this process: on their schedule from `start` to `stop`, and at hand for a run now. */
export interface Scheduler {
  /** Goes by the schedules from now on, and catches up, once, on what was missed while nothing ran. */
  start(): Promise<void>;
  /** Fires nothing any more, waits for the runs under way in this process, and calls off what takes long. */
  stop(): Promise<void>;
  /** Every job with its last runs, as everybody may read them. */
  list(
    ctx: Context,
  ): Promise<{ name: string; schedule: string; nextRunAt: Temporal.Instant | null; lastRuns: JobRun[] }[]>;
  /** Starts a run now and tells its id. @throws Refusal `conflict` while one is under way */
  run(ctx: Context, name: string): Promise<string | undefined>;
  /** A sentence for each job whose silence makes the answers worse; none where this process runs no jobs. */
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
  const begin = (job: Job, run: Run): Promise<unknown> =>
    track(
      perform(runtime, job, run, stopping.signal).catch((error) =>
        runtime.log.error({ err: error, job: job.name }, "the end of a run is not on record"),
      ),
    );
  /** Begins the run that answers a tick; undefined where it is not ours. In a list, for a promise of one would be waited for. */
  const answer = async (ctx: Context, job: Job, tick: Temporal.Instant): Promise<[Promise<unknown>] | undefined> => {
    if (closing.signal.aborted) return undefined;
    const run = await takeTick(ctx, job, tick);
    return run === null ? undefined : [begin(job, run)];
  };
  const late = async (job: Job, tick: Temporal.Instant) => {
    await sleep(spreadOf(job), undefined, { signal: closing.signal }).catch(() => undefined);
    return answer(contextNow(runtime), job, tick);
  };
  const catchUp = async (job: Job) => {
    const ctx = contextNow(runtime);
    const tick = await missedTick(ctx, job);
    if (tick !== null) await answer(ctx, job, tick);
  };
  const catchUpLater = (job: Job) =>
    void track(catchUp(job).catch((error) => runtime.log.warn({ err: error, job: job.name }, "nothing was caught up")));

  return {
    async start() {
      startedAt = runtime.clock();
      for (const job of jobs) {
        const task = taskOf(runtime, job, (tick) => track(late(job, tick)));
        // A machine that slept has missed ticks though the process lives.
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
      // What was claimed in the meantime began after the first look.
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
      if (run === null) throw underWay(job);
      void begin(job, run);
      return run.id;
    },
    async doubts(ctx) {
      return startedAt === null ? [] : silences(ctx, jobs, startedAt);
    },
  };
}

/** The next tick that a job will answer: the next one, or the first after its rest. */
async function nextRunAt(ctx: Context, job: Job): Promise<Temporal.Instant | null> {
  const now = ctx.now;
  const rest = await restsUntil(ctx, job);
  const resting = rest !== null && compareInstants(now, rest) < 0;
  // The tick at the very end of the rest is answered.
  return nextTick(job.schedule, resting ? rest.subtract({ milliseconds: 1 }) : now);
}

/** node-cron fires in every process; the coordinator lets the one go on that claims the tick in the database. */
function taskOf(
  runtime: Runtime,
  job: Job,
  answer: (tick: Temporal.Instant) => Promise<[Promise<unknown>] | undefined>,
): ScheduledTask {
  let run: [Promise<unknown>] | undefined;
  const runCoordinator = {
    async shouldRun(key: string) {
      // The key ends with the tick, as 2026-01-31T12:00:00.000Z.
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
