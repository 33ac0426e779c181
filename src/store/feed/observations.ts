import { Temporal } from "temporal-polyfill";
import type { Lane, Observation } from "../../domain/feed/observation.ts";
import type { Observation as ObservationRow } from "../../generated/prisma/client.ts";
import type { Database } from "../database.ts";
import { instantOrNull, toInstant } from "../rows.ts";

/** A lane as the column keeps it: its stamp is text. */
type StoredLane = Omit<Lane, "at"> & { at: string | null };

function toObservation(row: ObservationRow): Observation {
  const lanes = row.lanes as unknown as StoredLane[];
  return {
    service: { crossing: row.crossing, mode: row.mode, direction: row.direction },
    kind: row.kind,
    since: toInstant(row.since),
    polledAt: toInstant(row.polledAt),
    movingAt: instantOrNull(row.movingAt),
    lanes: lanes.map((lane) => ({ ...lane, at: lane.at === null ? null : Temporal.Instant.from(lane.at) })),
    hoursText: row.hoursText,
    hoursSince: instantOrNull(row.hoursSince),
    filings: row.filings.map(toInstant),
    missingSince: instantOrNull(row.missingSince),
  };
}

/** The latest observations of the services of some crossings. */
export async function loadObservations(db: Database, slugs: readonly string[]): Promise<Observation[]> {
  const rows = await db.prisma.observation.findMany({ where: { crossing: { in: [...slugs] } } });
  return rows.map(toObservation);
}

/** Where readings that were taken are told; the payload is empty. */
export const READING_CHANNEL = "garita_reading";

/** For each crossing that the feed speaks of, a mark that differs once any of its observations does. */
export async function loadReadingMarks(db: Database): Promise<Map<string, string>> {
  const { rows } = await db.pool.query<{ crossing: string; mark: string }>({
    name: "reading-marks",
    text: "SELECT crossing, md5(string_agg(o::text, '|' ORDER BY mode, direction)) AS mark FROM observation o GROUP BY crossing",
  });
  return new Map(rows.map(({ crossing, mark }) => [crossing, mark]));
}

/** Overwrites the latest observations, all or none, and tells so, in one statement. */
export async function saveObservations(db: Database, observations: readonly Observation[]): Promise<void> {
  if (observations.length === 0) return;
  const rows = observations.map(({ service, ...rest }) => ({ ...service, ...rest }));
  await db.pool.query(
    `WITH saved AS (INSERT INTO observation (crossing, mode, direction, kind, since, polled_at, moving_at, lanes, hours_text, hours_since,
       filings, missing_since)
     SELECT * FROM jsonb_to_recordset($1) AS seen (crossing text, mode "Mode", direction "Direction", kind "ReadingKind",
       "since" timestamptz, "polledAt" timestamptz, "movingAt" timestamptz, lanes jsonb, "hoursText" text,
       "hoursSince" timestamptz, "filings" timestamptz[], "missingSince" timestamptz)
     ON CONFLICT (crossing, mode, direction) DO UPDATE SET kind = excluded.kind, since = excluded.since,
       polled_at = excluded.polled_at, moving_at = excluded.moving_at, lanes = excluded.lanes,
       hours_text = excluded.hours_text, hours_since = excluded.hours_since, filings = excluded.filings,
       missing_since = excluded.missing_since)
     SELECT pg_notify('${READING_CHANNEL}', '')`,
    [JSON.stringify(rows)],
  );
}
