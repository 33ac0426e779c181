import { Temporal } from "temporal-polyfill";
import type { Direction, Mode } from "../../domain/vocabulary.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";

/** Services of a crossing whose standing changed at `at` without a new report. */
export interface StandingNotice {
  crossing: string;
  /** Instant up to which earlier changes were announced. Notices of versions before lack it. */
  since?: Temporal.Instant | undefined;
  at: Temporal.Instant;
  services: { mode: Mode; direction: Direction }[];
}

// One statement writes the notices and the job's progress, and only while a run is recorded as running. So each change
// is announced exactly once, even if a process dies.
const ANNOUNCE = `
WITH reached AS (
  UPDATE job_run SET counts = jsonb_build_object('until', $2::text) WHERE name = $1 AND outcome = 'running' RETURNING id
)
SELECT queue_turn(notice::jsonb) FROM reached, unnest($3::text[] || '{NULL}') AS notice WHERE notice IS NOT NULL`;

/** Announces the changes up to `until`, for the current run of `job`. */
export async function insertStandingNotices(
  db: Database,
  job: string,
  until: Temporal.Instant,
  notices: readonly StandingNotice[],
): Promise<void> {
  const written = notices.map(({ at, since, ...notice }) =>
    JSON.stringify({ ...notice, at: String(at), ...(since !== undefined && { since: String(since) }) }),
  );
  await connectionsOf(db).pool.query(ANNOUNCE, [job, String(until), written]);
}

/** Returns the instant up to which runs of `job` have announced changes, or null. */
export async function announcedUntil(db: Database, job: string): Promise<Temporal.Instant | null> {
  const { rows } = await connectionsOf(db).pool.query<{ until: string }>(
    "SELECT counts->>'until' AS until FROM job_run WHERE name = $1 AND counts ? 'until' ORDER BY started_at DESC LIMIT 1",
    [job],
  );
  return rows[0] === undefined ? null : Temporal.Instant.from(rows[0].until);
}
