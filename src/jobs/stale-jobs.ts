import type { Temporal } from "temporal-polyfill";
import { findOutage, OUTAGE_FAILURES, type Outage } from "../actions/jobs/find-outage.ts";
import type { Context } from "../context.ts";
import { compareInstants } from "../domain/time/moment.ts";
import { lastSuccess } from "../store/job-runs.ts";
import type { Job } from "./job.ts";

/**
 * Returns a sentence for each job that failed three times in a row, has had only failed runs, or last succeeded more
 * than `silentMinutes` ago. If a job has never run, `silentMinutes` count from `startedAt`, which gives a new
 * installation time to start. Jobs without `silentMinutes` are not checked.
 */
export async function findStaleJobs(
  { db, now }: Pick<Context, "db" | "now">,
  jobs: readonly Job[],
  startedAt: Temporal.Instant,
): Promise<string[]> {
  const sentences = await Promise.all(
    jobs.map(async ({ name, silentMinutes }) => {
      if (silentMinutes === undefined) return null;
      const outage = await findOutage({ db }, name);
      if (outage !== null && (outage.failures === OUTAGE_FAILURES || !outage.wasReached))
        return outageSentence(name, outage);
      const succeededAt = (await lastSuccess(db, name))?.endedAt ?? null;
      const limit = now.subtract({ minutes: silentMinutes });
      if (compareInstants(succeededAt ?? startedAt, limit) > 0) return null;
      const since = succeededAt === null ? `in the last ${silentMinutes} minutes` : `since ${succeededAt}`;
      return `${name} has not succeeded ${since}: Garita keeps answering, and states the age of the data`;
    }),
  );
  return sentences.filter((sentence) => sentence !== null);
}

const outageSentence = (name: string, { since, wasReached, failures }: Outage): string =>
  wasReached
    ? `${name} failed ${failures} times in a row, and last succeeded at ${since}: Garita keeps answering, and states the age of the data`
    : `${name} has not succeeded yet, and was first tried at ${since}: Garita keeps answering without the job's data`;
