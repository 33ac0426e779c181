import type { FeedReach } from "../../domain/feed/reachability.ts";
import { MOST_FAILURES } from "../../domain/feed/reachability.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { instantOrNull } from "../rows.ts";

/** Loads the time of a job's last successful run, and the number of failed runs since, up to `MOST_FAILURES`. */
export async function loadFeedReach(db: Database, job: string): Promise<FeedReach> {
  const { rows } = await connectionsOf(db).pool.query<{ reachedAt: Date | null; failures: number }>({
    name: "feed-reach",
    text: `WITH success AS (
        SELECT started_at, ended_at FROM job_run WHERE name = $1 AND outcome = 'succeeded' ORDER BY started_at DESC LIMIT 1)
      SELECT (SELECT ended_at FROM success) AS "reachedAt", count(*)::int AS failures
      FROM (SELECT 1 FROM job_run WHERE name = $1 AND outcome = 'failed'
        AND started_at > coalesce((SELECT started_at FROM success), '-infinity') LIMIT ${MOST_FAILURES}) failed`,
    values: [job],
  });
  const { reachedAt = null, failures = 0 } = rows[0] ?? {};
  return { reachedAt: instantOrNull(reachedAt), failures };
}
