import { Temporal } from "temporal-polyfill";
import type { Lane, Observation } from "../../domain/feed/observation.ts";
import type { FeedOrigin } from "../../domain/feed/origin.ts";
import type { Observation as ObservationRow, FeedSource as OriginRow } from "../../generated/prisma/client.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { instantOrNull, toInstant } from "../rows.ts";

/** A lane in the JSON column, with its filing time as text. */
type StoredLane = Omit<Lane, "at"> & { at: string | null };

function toObservation({ origin, ...row }: ObservationRow & { origin: OriginRow }): Observation {
  const lanes = row.lanes as unknown as StoredLane[];
  return {
    service: { crossing: row.crossing, mode: row.mode, direction: row.direction },
    origin,
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

/** Loads the latest observations of the given crossings. */
export async function loadObservations(db: Database, slugs: readonly string[]): Promise<Observation[]> {
  const rows = await connectionsOf(db).prisma.observation.findMany({
    where: { crossing: { in: [...slugs] } },
    include: { origin: true },
  });
  return rows.map(toObservation);
}

/** Channel that announces new readings. The payload is empty. */
export const READING_CHANNEL = "garita_reading";

const VERSIONS = `
SELECT crossing, md5(string_agg(mark, '|' ORDER BY mark)) AS mark FROM (
  SELECT o.crossing, o::text AS mark FROM observation o
  UNION ALL SELECT d.service->>'crossing', p.id FROM proposal p CROSS JOIN LATERAL jsonb_array_elements(p.doubts) AS d (service)
  WHERE p.state = 'open' AND p.doubts IS NOT NULL
) each GROUP BY crossing`;

/**
 * Returns a version for each crossing in the feed, and for each that a waiting report disputes. It changes when an
 * observation of the crossing changes, or when such a report is sent or settled.
 */
export async function loadReadingVersions(db: Database): Promise<Map<string, string>> {
  const { rows } = await connectionsOf(db).pool.query<{ crossing: string; mark: string }>({
    name: "reading-marks",
    text: VERSIONS,
  });
  return new Map(rows.map(({ crossing, mark }) => [crossing, mark]));
}

/** Stores a source of observations, which answers cite. */
export async function saveFeedOrigin(db: Database, { name, publisher, title, url }: FeedOrigin): Promise<void> {
  const cited = { publisher, title, url };
  await connectionsOf(db).prisma.feedSource.upsert({ where: { name }, create: { name, ...cited }, update: cited });
}

/** Overwrites the latest observations of services and notifies listeners, in one statement. */
export async function saveObservations(db: Database, observations: readonly Observation[]): Promise<void> {
  if (observations.length === 0) return;
  const rows = observations.map(({ service, origin, ...rest }) => ({ ...service, ...rest, source: origin.name }));
  await connectionsOf(db).pool.query(
    `WITH saved AS (INSERT INTO observation (crossing, mode, direction, kind, since, polled_at, moving_at, lanes, hours_text, hours_since,
       filings, missing_since, source)
     SELECT * FROM jsonb_to_recordset($1) AS seen (crossing text, mode "Mode", direction "Direction", kind "ReadingKind",
       "since" timestamptz, "polledAt" timestamptz, "movingAt" timestamptz, lanes jsonb, "hoursText" text,
       "hoursSince" timestamptz, "filings" timestamptz[], "missingSince" timestamptz, source text)
     ON CONFLICT (crossing, mode, direction) DO UPDATE SET kind = excluded.kind, since = excluded.since,
       polled_at = excluded.polled_at, moving_at = excluded.moving_at, lanes = excluded.lanes,
       hours_text = excluded.hours_text, hours_since = excluded.hours_since, filings = excluded.filings,
       missing_since = excluded.missing_since, source = excluded.source)
     SELECT pg_notify('${READING_CHANNEL}', '')`,
    [JSON.stringify(rows)],
  );
}
