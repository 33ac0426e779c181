import type { Temporal } from "temporal-polyfill";
import { connectionsOf } from "./connections.ts";
import type { Database } from "./database.ts";
import { toDate } from "./rows.ts";

/** Kinds of rows that may be deleted. The database refuses to delete reports and their lines. */
export const PRUNABLE = [
  "runs",
  "waitSamples",
  "feedHours",
  "idempotencyKeys",
  "proposals",
  "deliveries",
  "subscriptions",
  "deskSessions",
  "askedAddresses",
] as const;
export type Prunable = (typeof PRUNABLE)[number];

/** Number of runs to keep per job, however old, so that even a job that runs once a year has a history. */
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
  // A proposal that became a report belongs to the record, so it stays.
  proposals: [
    "proposal",
    `SELECT ctid FROM proposal p WHERE p.state IN ('expired', 'dismissed', 'superseded') AND p.settled_at < $1
      AND NOT EXISTS (SELECT FROM report WHERE report.origin = p.id)`,
  ],
  // A waiting delivery stays as long as its subscription.
  deliveries: ["delivery", "SELECT ctid FROM delivery WHERE delivered_at < $1"],
  subscriptions: ["subscription", "SELECT ctid FROM subscription WHERE state = 'ended' AND stopped_at < $1"],
  askedAddresses: ["asked_address", "SELECT ctid FROM asked_address WHERE asked_at < $1"],
  deskSessions: ["desk_session", "SELECT ctid FROM desk_session WHERE created_at < $1"],
};

/** Deletes at most `limit` rows of one kind that are older than `before`. Returns their number. */
export async function pruneBatch(
  db: Database,
  what: Prunable,
  before: Temporal.Instant,
  limit: number,
): Promise<number> {
  const [table, rows] = DOOMED[what];
  const { rowCount } = await connectionsOf(db).pool.query(
    `DELETE FROM ${table} WHERE ctid = ANY (ARRAY (${rows} LIMIT $2))`,
    [toDate(before), limit],
  );
  return rowCount ?? 0;
}

const EXPIRE = `
UPDATE proposal SET state = 'expired', settled_at = $1, settled_by = $2, reason = $3
WHERE state = 'open' AND id = ANY (ARRAY (SELECT id FROM proposal WHERE state = 'open' AND expires_at <= $1
  AND ($5::text IS NULL OR job = $5) LIMIT $4))`;

/** Expires at most `limit` open proposals that are due by `at`, from one job or from all jobs. Returns their number. */
export async function expireProposals(
  db: Database,
  at: Temporal.Instant,
  settled: { by: string; reason: string },
  limit: number,
  job: string | null = null,
): Promise<number> {
  const values = [toDate(at), settled.by, settled.reason, limit, job];
  const { rowCount } = await connectionsOf(db).pool.query(EXPIRE, values);
  return rowCount ?? 0;
}

const END = `
WITH ended AS (
  UPDATE subscription SET state = 'ended', stopped_at = $2
  WHERE id = ANY (ARRAY (SELECT id FROM subscription WHERE state = 'dead' AND stopped_at < $1 LIMIT $3)) RETURNING id
), dropped AS (
  DELETE FROM delivery USING ended WHERE subscription = ended.id AND delivered_at IS NULL
)
SELECT id FROM ended`;

/** Ends at most `limit` subscriptions that died before `before`, with the end time `at`. Returns their number. */
export async function endSubscriptions(
  db: Database,
  before: Temporal.Instant,
  at: Temporal.Instant,
  limit: number,
): Promise<number> {
  const { rowCount } = await connectionsOf(db).pool.query(END, [toDate(before), toDate(at), limit]);
  return rowCount ?? 0;
}
