import { Temporal } from "temporal-polyfill";
import type { Direction, Mode } from "../../domain/vocabulary.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";

/** Services of one crossing whose standing the clock changed at `at`. */
export interface StandingNotice {
  crossing: string;
  at: Temporal.Instant;
  services: { mode: Mode; direction: Direction }[];
}

// The notices and the progress of the job are written together or not at all, and only if a run is on record as
// running. Each change caused by the clock is therefore announced exactly once, even if a process dies.
const ANNOUNCE = `
WITH reached AS (
  UPDATE job_run SET counts = jsonb_build_object('until', $2::text) WHERE name = $1 AND outcome = 'running' RETURNING id
)
SELECT queue_turn(notice::jsonb) FROM reached, unnest($3::text[] || '{NULL}') AS notice WHERE notice IS NOT NULL`;

/** Announces the changes that the clock caused up to `until`, on behalf of the current run of `job`. */
export async function insertStandingNotices(
  db: Database,
  job: string,
  until: Temporal.Instant,
  notices: readonly StandingNotice[],
): Promise<void> {
  const written = notices.map(({ at, ...notice }) => JSON.stringify({ ...notice, at: String(at) }));
  await connectionsOf(db).pool.query(ANNOUNCE, [job, String(until), written]);
}

/** Returns the instant up to which the runs of `job` have announced changes, or null if no run has. */
export async function announcedUntil(db: Database, job: string): Promise<Temporal.Instant | null> {
  const { rows } = await connectionsOf(db).pool.query<{ until: string }>(
    "SELECT counts->>'until' AS until FROM job_run WHERE name = $1 AND counts ? 'until' ORDER BY started_at DESC LIMIT 1",
    [job],
  );
  return rows[0] === undefined ? null : Temporal.Instant.from(rows[0].until);
}
