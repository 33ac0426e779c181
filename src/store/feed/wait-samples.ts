import { Temporal } from "temporal-polyfill";
import { CBP_WAIT_TIMES } from "../../domain/feed/origin.ts";
import type { HourlyWait, WaitSample } from "../../domain/feed/waits.ts";
import type { Service } from "../../domain/places/crossing.ts";
import type { Period } from "../../domain/time/moment.ts";
import type { Direction, LaneKind, Mode } from "../../domain/vocabulary.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate, toInstant } from "../rows.ts";

/** Sort key of a sample within one crossing. */
export type WaitKey = Pick<WaitSample, "hour" | "lane"> & { mode: Mode };

/** Recording time of samples, and the name of their feed source. */
export interface Recorded {
  recordedAt: Temporal.Instant;
  source?: string;
}

/**
 * Stores samples in one statement. For each hour, the sample filed last wins. If the filing times are equal, the sample
 * stored last wins, because officers stamp whole hours and may correct a number under the same stamp. A sample whose
 * stamp is ahead of the clock is stored under the hour of the poll. It is not stored again when the hour of its stamp
 * comes. The recording time and source of an hour's first sample are kept.
 * @returns the number of samples that are new or replace another
 */
export async function saveWaitSamples(
  db: Database,
  samples: readonly WaitSample[],
  { recordedAt, source = CBP_WAIT_TIMES.name }: Recorded,
): Promise<number> {
  if (samples.length === 0) return 0;
  const rows = samples.map(({ service, hour, filedAt, ...sample }) => ({
    ...service,
    ...sample,
    hour: String(hour),
    filed_at: String(filedAt),
  }));
  const { rowCount } = await connectionsOf(db).pool.query(SAVE, [JSON.stringify(rows), toDate(recordedAt), source]);
  return rowCount ?? 0;
}

// Ordered by key, so that two processes cannot deadlock.
const SAVE = `
INSERT INTO wait_sample AS kept (crossing, mode, direction, lane, hour, minutes, filed_at, recorded_at, source)
SELECT DISTINCT ON (crossing, mode, direction, lane, hour)
  crossing, mode, direction, lane, hour, minutes, filed_at, $2, $3
FROM jsonb_to_recordset($1::jsonb) AS given (
  crossing text, mode "Mode", direction "Direction", lane "LaneKind", hour timestamptz, minutes int, filed_at timestamptz)
WHERE NOT EXISTS (
  SELECT FROM wait_sample AS ahead
  WHERE (ahead.crossing, ahead.mode, ahead.direction, ahead.lane)
      = (given.crossing, given.mode, given.direction, given.lane)
    AND ahead.hour < given.hour AND ahead.hour >= given.hour - interval '2 hours'
    AND ahead.filed_at = given.filed_at AND ahead.minutes = given.minutes)
ORDER BY crossing, mode, direction, lane, hour, filed_at DESC
ON CONFLICT (crossing, mode, direction, lane, hour) DO UPDATE
SET minutes = excluded.minutes, filed_at = excluded.filed_at
WHERE excluded.filed_at > kept.filed_at
  OR (excluded.filed_at = kept.filed_at AND excluded.minutes <> kept.minutes)`;

/** Selects samples of a crossing in one direction, from hours that begin in the period. */
export interface WaitFilter extends Period {
  direction: Direction;
  mode?: Mode | undefined;
  lane?: LaneKind | undefined;
}

/** Loads the samples that pass the filter, oldest first: at most `limit`, after the key `after`. */
export async function loadWaitSamples(
  db: Database,
  slug: string,
  { from, to, direction, mode, lane }: WaitFilter,
  page: { after?: WaitKey | undefined; limit?: number } = {},
): Promise<WaitSample[]> {
  const { after, limit } = page;
  const key = after === undefined ? [null, null, null] : [toDate(after.hour), after.mode, after.lane];
  const { rows } = await connectionsOf(db).pool.query<Row>(LOAD, [
    slug,
    toDate(from),
    toDate(to),
    mode ?? null,
    lane ?? null,
    ...key,
    limit ?? null,
    direction,
  ]);
  return rows.map((row) => ({
    service: { crossing: slug, mode: row.mode, direction },
    lane: row.lane,
    hour: toInstant(row.hour),
    minutes: row.minutes,
    filedAt: toInstant(row.filed_at),
  }));
}

interface Row {
  mode: Mode;
  lane: LaneKind;
  hour: Date;
  minutes: number;
  filed_at: Date;
}

const LOAD = `
SELECT mode, lane, hour, minutes, filed_at FROM wait_sample
WHERE crossing = $1 AND direction = $10::"Direction" AND hour >= $2 AND hour < $3
  AND ($4::"Mode" IS NULL OR mode = $4) AND ($5::"LaneKind" IS NULL OR lane = $5)
  AND ($6::timestamptz IS NULL OR (hour, mode, lane) > ($6, $7::"Mode", $8::"LaneKind"))
ORDER BY hour, mode, lane LIMIT $9`;

const HOUR_MS = 3_600_000;

/**
 * Loads samples for statistics: unordered, and without filing times. Twelve weeks of one crossing are 14,000 rows with
 * only 2,016 different hours, so creating each instant only once takes a fifth of the time.
 */
export async function loadHourlyWaits(
  db: Database,
  slug: string,
  { from, to, direction, mode, lane }: WaitFilter,
): Promise<HourlyWait[]> {
  const { rows } = await connectionsOf(db).pool.query<{ mode: Mode; lane: LaneKind; hours: number; minutes: number }>(
    COUNTABLE,
    [slug, toDate(from), toDate(to), mode ?? null, lane ?? null, direction],
  );
  const services = new Map<Mode, Service>();
  const instants = new Map<number, Temporal.Instant>();
  return rows.map((row) => ({
    service: madeOnce(services, row.mode, () => ({ crossing: slug, mode: row.mode, direction })),
    lane: row.lane,
    hour: madeOnce(instants, row.hours, () => Temporal.Instant.fromEpochMilliseconds(row.hours * HOUR_MS)),
    minutes: row.minutes,
  }));
}

function madeOnce<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

const COUNTABLE = `
SELECT mode, lane, (extract(epoch FROM hour) / 3600)::int AS hours, minutes FROM wait_sample
WHERE crossing = $1 AND direction = $6::"Direction" AND hour >= $2 AND hour < $3
  AND ($4::"Mode" IS NULL OR mode = $4) AND ($5::"LaneKind" IS NULL OR lane = $5)`;
