import { createTask, type ScheduledTask } from "node-cron";
import { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { type JobRun, lastRuns } from "../store/job-runs.ts";
import { claim, type Job, perform, underWay } from "./job.ts";
import { type FeedSettings, pollFeed } from "./poll-feed.ts";

/** What every job needs to know, by job. */
export interface JobSettings {
  feed: FeedSettings;
}

/** Every job there is. */
export const listJobs = (settings: JobSettings): Job[] => [pollFeed(settings.feed)];

/** How many runs of a job are told. */
const TOLD = 10;

/** The jobs of this process: on their schedule from `start` to `stop`, and at hand for a run now. */
export interface Scheduler {
  start(): Promise<void>;
  /** Fires nothing any more, calls off the runs under way in this process, and waits for them. */
  stop(): Promise<void>;
  list(): Promise<{ name: string; schedule: string; nextRunAt: Temporal.Instant | null; lastRuns: JobRun[] }[]>;
  /** Starts a run now and tells its id. @throws Refusal `conflict` while one is under way */
  run(name: string): Promise<string | undefined>;
}

export function makeScheduler(ctx: Context, jobs: readonly Job[]): Scheduler {
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();
  const tasks = new Map<string, ScheduledTask>();
  const begin = (job: Job, id: string) => {
    const run = perform(ctx, job, id, stopping.signal).catch((error) =>
      ctx.log.error({ err: error, job: job.name }, "the end of a run is not on record"),
    );
    running.add(run);
    return run.finally(() => running.delete(run));
  };
  return {
    async start() {
      for (const job of jobs) {
        const task = taskOf(ctx, job, begin);
        tasks.set(job.name, task);
        await task.start();
      }
    },
    async stop() {
      await Promise.all([...tasks.values()].map((task) => task.destroy()));
      stopping.abort(new Error("the service is stopping"));
      await Promise.all(running);
    },
    async list() {
      return Promise.all(
        jobs.map(async ({ name, schedule }) => {
          const next = tasks.get(name)?.getNextRun() ?? null;
          const nextRunAt = next === null ? null : Temporal.Instant.fromEpochMilliseconds(next.getTime());
          return { name, schedule, nextRunAt, lastRuns: await lastRuns(ctx.db, name, TOLD) };
        }),
      );
    },
    async run(name) {
      const job = jobs.find((each) => each.name === name);
      if (job === undefined) return undefined;
      const id = await claim(ctx, job, null);
      if (id === null) throw underWay(name);
      void begin(job, id);
      return id;
    },
  };
}

/** node-cron fires in every process; the coordinator lets the one go on that claims the tick in the database. */
function taskOf(ctx: Context, job: Job, begin: (job: Job, id: string) => Promise<unknown>): ScheduledTask {
  let claimed: string | null = null;
  const runCoordinator = {
    async shouldRun(key: string) {
      // The key ends with the tick, as 2026-01-31T12:00:00.000Z.
      claimed = await claim(ctx, job, Temporal.Instant.from(key.slice(-24)));
      return claimed !== null;
    },
  };
  const work = async () => (claimed === null ? undefined : begin(job, claimed));
  return createTask(job.schedule, work, {
    name: job.name,
    timezone: "Etc/UTC",
    noOverlap: true,
    distributed: true,
    runCoordinator,
  });
}
