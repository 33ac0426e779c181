import type { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { compareInstants } from "../domain/moment.ts";
import { lastSuccess } from "../store/job-runs.ts";
import type { Job } from "./job.ts";

/**
 * A sentence for each job that did not succeed for as long as it may be silent. Where it never did, the time counts from
 * `startedAt`: a fresh start is given its chance.
 */
export async function silences(
  { db, now }: Pick<Context, "db" | "now">,
  jobs: readonly Job[],
  startedAt: Temporal.Instant,
): Promise<string[]> {
  const sentences = await Promise.all(
    jobs.map(async ({ name, silentMinutes }) => {
      if (silentMinutes === undefined) return null;
      const succeededAt = (await lastSuccess(db, name))?.endedAt ?? null;
      const limit = now.subtract({ minutes: silentMinutes });
      if (compareInstants(succeededAt ?? startedAt, limit) > 0) return null;
      const since =
        succeededAt === null ? `in the ${silentMinutes} minutes since it could first` : `since ${succeededAt}`;
      return `${name} did not succeed ${since}: answers go on, and say how old what they know is`;
    }),
  );
  return sentences.filter((sentence) => sentence !== null);
}
