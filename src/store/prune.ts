import type { Temporal } from "temporal-polyfill";
import type { Database } from "./database.ts";
import { toDate } from "./rows.ts";

/** What may be pruned. Reports and their lines are not among it: the database refuses to delete them. */
export const PRUNABLE = ["runs", "waitSamples", "feedHours", "idempotencyKeys", "proposals"] as const;
export type Prunable = (typeof PRUNABLE)[number];

/** Runs of each job that are kept however old they are: of one that runs once a year too, something is to be told. */
const RUNS_KEPT = 100;

const DOOMED: Record<Prunable, [table: string, rows: string]> = {
  runs: [
    "job_run",
    `SELECT r.ctid FROM (SELECT DISTINCT name FROM job_run) job
      CROSS JOIN LATERAL (
        SELECT k.started_at FROM job_run k WHERE k.name = job.name ORDER BY k.started_at DESC OFFSET ${RUNS_KEPT - 1} LIMIT 1
      ) kept
      JOIN job_run r ON r.name = job.name AND r.started_at < least($1, kept.started_at) AND r.outcome <> 'running'`,
  ],
  waitSamples: ["wait_sample", "SELECT ctid FROM wait_sample WHERE hour < $1"],
  feedHours: ["feed_hour", "SELECT ctid FROM feed_hour WHERE hour < $1"],
  idempotencyKeys: ["idempotency_key", "SELECT ctid FROM idempotency_key WHERE created_at < $1"],
  // One that was accepted is the origin of its report, and belongs to the record.
  proposals: [
    "proposal",
    `SELECT ctid FROM proposal p WHERE p.state IN ('expired', 'dismissed') AND p.settled_at < $1
      AND NOT EXISTS (SELECT FROM report WHERE report.origin = p.id)`,
  ],
};

/** Deletes rows from before `before`, at most `limit` of them, and tells how many. */
export async function pruneBatch(
  db: Database,
  what: Prunable,
  before: Temporal.Instant,
  limit: number,
): Promise<number> {
  const [table, rows] = DOOMED[what];
  const { rowCount } = await db.pool.query(`DELETE FROM ${table} WHERE ctid = ANY (ARRAY (${rows} LIMIT $2))`, [
    toDate(before),
    limit,
  ]);
  return rowCount ?? 0;
}

const EXPIRE = `
UPDATE proposal SET state = 'expired', settled_at = $1, settled_by = $2, reason = $3
WHERE state = 'open' AND id = ANY (ARRAY (SELECT id FROM proposal WHERE state = 'open' AND expires_at <= $1 LIMIT $4))`;

/** Lets open proposals expire whose time is over at `at`, at most `limit` of them, and tells how many. */
export async function expireProposals(
  db: Database,
  at: Temporal.Instant,
  settled: { by: string; reason: string },
  limit: number,
): Promise<number> {
  const { rowCount } = await db.pool.query(EXPIRE, [toDate(at), settled.by, settled.reason, limit]);
  return rowCount ?? 0;
}
