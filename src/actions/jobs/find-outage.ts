import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { loadFeedReach } from "../../store/feed/reachability.ts";
import { firstRun } from "../../store/job-runs.ts";

/** An outage of a source. */
export interface Outage {
  /** Time of the last successful run. If there is none, the time of the first run. */
  since: Temporal.Instant;
  wasReached: boolean;
  /** Failed runs in a row. The count stops at {@link OUTAGE_FAILURES}. */
  failures: number;
}

/** A brief network problem does not explain this many failures in a row. */
export const OUTAGE_FAILURES = 3;

/**
 * Returns the current outage of the source that `job` reads, from the recorded runs of all processes. Returns null if
 * the last run succeeded, or if the job has never run.
 */
export async function findOutage({ db }: Pick<Context, "db">, job: string): Promise<Outage | null> {
  const { reachedAt, failures } = await loadFeedReach(db, job);
  if (failures === 0) return null;
  const since = reachedAt ?? (await firstRun(db, job))?.startedAt ?? null;
  return since === null
    ? null
    : { since, wasReached: reachedAt !== null, failures: Math.min(failures, OUTAGE_FAILURES) };
}
