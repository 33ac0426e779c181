import type { Temporal } from "temporal-polyfill";
import type { Field } from "./field.ts";
import type { Json } from "./json.ts";
import type { SeedRow } from "./seed-rows.ts";

/** A northbound service that the feed speaks of. */
export interface FedService {
  crossing: string;
  mode: SeedRow["modes"][number];
}

/** How often a past is laid that a poll under way wrote over. */
const TRIES = 10;

/**
 * Lays a past into the memory of the feed, as if these services had been polled six times an hour for two weeks, had
 * moved in every poll until `silentSince`, and in none from then on. They are pending in the feed already, so that no
 * poll sees them move. One poll has judged it at the end.
 */
export async function laySilence(
  { database, polls }: Pick<Field, "database" | "polls">,
  services: readonly FedService[],
  silentSince: Temporal.Instant,
): Promise<Json> {
  const values = [JSON.stringify(services), String(silentSince)];
  for (let tries = 0; tries < TRIES; tries++) {
    await database.query(HOURS, values);
    await database.query(OBSERVATIONS, values);
    const counts = await polls(1);
    // A poll that had read the memory before it was laid has written what it had read.
    const [row] = await database.query(LAID, values);
    if (row?.laid === services.length) return counts;
  }
  throw new Error(`no silence could be laid in ${TRIES} tries`);
}

const SERVICES = `jsonb_to_recordset($1::jsonb) AS given (crossing text, mode "Mode")`;

// An hour in which it moved at all moved throughout; the hour of the last filing is the last.
const HOURS = `
INSERT INTO feed_hour AS known (crossing, mode, direction, hour, polls, moving)
SELECT crossing, mode, 'northbound', hour, 6, CASE WHEN hour <= $2::timestamptz THEN 6 ELSE 0 END
FROM ${SERVICES}, generate_series(date_trunc('hour', now() - interval '14 days', 'UTC'), now(), interval '1 hour') AS hour
ON CONFLICT (crossing, mode, direction, hour) DO UPDATE SET polls = excluded.polls, moving = excluded.moving`;

const OBSERVATIONS = `
UPDATE observation o SET moving_at = $2::timestamptz, since = $2::timestamptz
FROM ${SERVICES} WHERE o.crossing = given.crossing AND o.mode = given.mode AND o.direction = 'northbound'`;

const LAID = `
SELECT count(*)::int AS laid FROM observation o JOIN ${SERVICES} USING (crossing, mode)
WHERE o.direction = 'northbound' AND o.moving_at = date_trunc('milliseconds', $2::timestamptz)`;
