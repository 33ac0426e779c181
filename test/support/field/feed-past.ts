import type { Temporal } from "temporal-polyfill";
import type { Field } from "./field.ts";
import type { Json } from "./json.ts";
import type { SeedRow } from "./seed-rows.ts";

/** A northbound service in the feed. */
export interface FedService {
  crossing: string;
  mode: SeedRow["modes"][number];
}

/** Number of attempts to write the rows, which a concurrent poll may overwrite. */
const TRIES = 10;

/**
 * Writes two weeks of polls to the database, six per hour: the services have traffic in every poll until `silentSince`,
 * and in none after it. Returns the counts of a poll that assessed this history.
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
    // A poll that had read the earlier rows has overwritten the new ones.
    const [row] = await database.query(LAID, values);
    if (row?.laid === services.length) return counts;
  }
  throw new Error(`the silence could not be stored in ${TRIES} tries`);
}

const SERVICES = `jsonb_to_recordset($1::jsonb) AS given (crossing text, mode "Mode")`;

// A service had traffic in every poll of an hour, or in none. The hour of the last filing is the last one with traffic.
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
