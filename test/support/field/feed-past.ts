import type { Temporal } from "temporal-polyfill";
import type { FieldDatabase } from "./field-database.ts";
import type { SeedRow } from "./seed-rows.ts";

/** A northbound service that the feed speaks of. */
export interface FedService {
  crossing: string;
  mode: SeedRow["modes"][number];
}

/**
 * Lays a past into the memory of the feed, as if these services had been polled six times an hour for two weeks, had
 * moved in every poll until `silentSince`, and in none from then on. They are pending in the feed already, so that no
 * poll under way sees them move.
 */
export async function laySilence(
  database: FieldDatabase,
  services: readonly FedService[],
  silentSince: Temporal.Instant,
): Promise<void> {
  const given = JSON.stringify(services);
  await database.query(HOURS, [given, String(silentSince)]);
  const rows = await database.query(OBSERVATIONS, [given, String(silentSince)]);
  if (rows.length !== services.length) throw new Error(`${rows.length} of ${services.length} services were observed`);
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
FROM ${SERVICES} WHERE o.crossing = given.crossing AND o.mode = given.mode AND o.direction = 'northbound'
RETURNING o.crossing`;
