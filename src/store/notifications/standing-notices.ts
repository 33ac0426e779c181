import { Temporal } from "temporal-polyfill";
import type { Direction, Mode } from "../../domain/vocabulary.ts";
import type { Database } from "../database.ts";

/** Services of one crossing whose standing the clock turned by `at`. */
export interface StandingNotice {
  crossing: string;
  at: Temporal.Instant;
  services: { mode: Mode; direction: Direction }[];
}

// What subscriptions are to be told, and how far it reaches, is written down together or not at all, and only by the run
// that is on record: whatever happens to a process, no turn is told twice and none is left out.
const ANNOUNCE = `
WITH reached AS (
  UPDATE job_run SET counts = jsonb_build_object('until', $2::text) WHERE name = $1 AND outcome = 'running' RETURNING id
)
SELECT queue_turn(notice::jsonb) FROM reached, unnest($3::text[] || '{NULL}') AS notice WHERE notice IS NOT NULL`;

/** Announces turns up to `until`, on behalf of the run of `job` that is under way. */
export async function announceTurns(
  db: Database,
  job: string,
  until: Temporal.Instant,
  notices: readonly StandingNotice[],
): Promise<void> {
  const written = notices.map(({ at, ...notice }) => JSON.stringify({ ...notice, at: String(at) }));
  await db.pool.query(ANNOUNCE, [job, String(until), written]);
}

/** The instant up to which the runs of `job` have announced turns, or null where there was none. */
export async function announcedUntil(db: Database, job: string): Promise<Temporal.Instant | null> {
  const { rows } = await db.pool.query<{ until: string }>(
    "SELECT counts->>'until' AS until FROM job_run WHERE name = $1 AND counts ? 'until' ORDER BY started_at DESC LIMIT 1",
    [job],
  );
  return rows[0] === undefined ? null : Temporal.Instant.from(rows[0].until);
}
