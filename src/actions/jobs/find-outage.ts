import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { loadFeedReach } from "../../store/feed/reachability.ts";
import { firstRun } from "../../store/job-runs.ts";

/** That a job does not reach what it asks. */
export interface Outage {
  /** When it was last reached; where it never was, when that was first tried. */
  since: Temporal.Instant;
  wasReached: boolean;
  /** Runs that failed in a row, counted up to {@link FAILURES}. */
  failures: number;
}

/** So many failures in a row are no passing trouble of the net. */
export const FAILURES = 3;

/**
 * Since when a job, such as `poll-feed`, has not reached what it asks, by the record of its runs: in every process alike.
 * Null where its last run succeeded, and where it never ran.
 */
export async function findOutage({ db }: Pick<Context, "db">, job: string): Promise<Outage | null> {
  const { reachedAt, failures } = await loadFeedReach(db, job);
  if (failures === 0) return null;
  const since = reachedAt ?? (await firstRun(db, job))?.startedAt ?? null;
  return since === null ? null : { since, wasReached: reachedAt !== null, failures: Math.min(failures, FAILURES) };
}
