import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { loadFeedReach } from "../../store/feed/reachability.ts";
import { firstRun } from "../../store/job-runs.ts";

/** An outage of a source that a job cannot reach. */
export interface Outage {
  /** Time at which the job last reached its source. If it never has, the time of its first attempt. */
  since: Temporal.Instant;
  wasReached: boolean;
  /** Number of consecutive failed runs, counted up to {@link OUTAGE_FAILURES}. */
  failures: number;
}

/** Number of consecutive failures that a brief network problem does not explain. */
export const OUTAGE_FAILURES = 3;

/**
 * Returns the current outage of the source that `job` (such as `poll-feed`) reads, based on the recorded runs of all
 * processes. Returns null if the job's last run succeeded, or if the job has never run.
 */
export async function findOutage({ db }: Pick<Context, "db">, job: string): Promise<Outage | null> {
  const { reachedAt, failures } = await loadFeedReach(db, job);
  if (failures === 0) return null;
  const since = reachedAt ?? (await firstRun(db, job))?.startedAt ?? null;
  return since === null
    ? null
    : { since, wasReached: reachedAt !== null, failures: Math.min(failures, OUTAGE_FAILURES) };
}
