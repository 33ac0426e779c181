import type { Temporal } from "temporal-polyfill";
import { CBP_WAIT_TIMES } from "../../domain/feed/origin.ts";
import type { TrafficHour } from "../../domain/feed/traffic.ts";
import { LANES_OF, type Service, serviceKey } from "../../domain/places/crossing.ts";
import { HOUR_MS, type Interval } from "../../domain/time/interval.ts";
import { compareInstants, type Period } from "../../domain/time/moment.ts";
import type { LaneKind } from "../../domain/vocabulary.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate, toInstant } from "../rows.ts";

/** A service and an instant. */
export interface TrafficQuestion {
  service: Service;
  at: Temporal.Instant;
}

/** Limits of the search. Only waits recorded no later than `recordedBy` count. */
export interface TrafficLimits {
  /** Number of hours to look back from the instant. */
  mostHours: number;
  recordedBy: Temporal.Instant;
}

/**
 * Returns an hour for each question: the last one that has a stored wait and begins at or before the question's
 * instant. Null if there is none. The results are in the order of the questions.
 */
export async function loadTrafficHours(
  db: Database,
  questions: readonly TrafficQuestion[],
  { mostHours, recordedBy }: TrafficLimits,
): Promise<(TrafficHour | null)[]> {
  const found: (TrafficHour | null)[] = questions.map(() => null);
  // One index look-up for each kind of lane.
  const asked = questions.flatMap(({ service, at }, place) =>
    LANES_OF[service.mode].map((lane) => ({ ...service, at, lane, place })),
  );
  if (asked.length === 0) return found;
  const { rows } = await connectionsOf(db).planned.query<LastRow>({
    name: "traffic-hours",
    text: LAST,
    values: [
      asked.map(({ place }) => place),
      ...columnsOf(asked),
      asked.map(({ at }) => toDate(at)),
      mostHours,
      toDate(recordedBy),
    ],
  });
  for (const { place, hour: started, name, publisher, title, url } of rows) {
    const [hour, known, question] = [toInstant(started), found[place], questions[place]];
    if (question === undefined || (known != null && compareInstants(hour, known.hour) <= 0)) continue;
    const isStored = name !== null && publisher !== null && title !== null && url !== null;
    found[place] = {
      service: question.service,
      hour,
      origin: isStored ? { name, publisher, title, url } : CBP_WAIT_TIMES,
    };
  }
  return found;
}

/** Returns the services and lanes as one list for each column. */
const columnsOf = (asked: readonly (Service & { lane: LaneKind })[]): string[][] => [
  asked.map(({ crossing }) => crossing),
  asked.map(({ mode }) => mode),
  asked.map(({ direction }) => direction),
  asked.map(({ lane }) => lane),
];

/**
 * Returns each service's first hour with a stored wait, by service key, in milliseconds since 1970. Leaves out services
 * without stored waits.
 */
export async function loadFirstTrafficHours(db: Database, services: readonly Service[]): Promise<Map<string, number>> {
  const asked = services.flatMap((service) => LANES_OF[service.mode].map((lane) => ({ ...service, lane })));
  const { rows } = await connectionsOf(db).planned.query<Service & { hour: Date }>({
    name: "first-traffic-hours",
    text: FIRST,
    values: columnsOf(asked),
  });
  const first = new Map<string, number>();
  for (const row of rows)
    first.set(serviceKey(row), Math.min(first.get(serviceKey(row)) ?? Number.POSITIVE_INFINITY, row.hour.getTime()));
  return first;
}

const FIRST = `
SELECT a.crossing, a.mode, a.direction, l.hour
FROM unnest($1::text[], $2::"Mode"[], $3::"Direction"[], $4::"LaneKind"[]) AS a (crossing, mode, direction, lane)
CROSS JOIN LATERAL (
  SELECT w.hour FROM wait_sample w
  WHERE w.crossing = a.crossing AND w.mode = a.mode AND w.direction = a.direction AND w.lane = a.lane
  ORDER BY w.hour LIMIT 1
) l`;

type Stored<Column extends string> = Record<Column, string | null>;
type LastRow = { place: number; hour: Date } & Stored<"name" | "publisher" | "title" | "url">;

const LAST = `
SELECT a.place, l.hour, f.name, f.publisher, f.title, f.url
FROM unnest($1::int[], $2::text[], $3::"Mode"[], $4::"Direction"[], $5::"LaneKind"[], $6::timestamptz[])
  AS a (place, crossing, mode, direction, lane, at)
CROSS JOIN LATERAL (
  SELECT w.hour, w.source FROM wait_sample w
  WHERE w.crossing = a.crossing AND w.mode = a.mode AND w.direction = a.direction AND w.lane = a.lane
    AND w.hour <= least(a.at, $8) AND w.hour >= a.at - $7 * INTERVAL '1 hour' AND w.recorded_at <= $8
  ORDER BY w.hour DESC LIMIT 1
) l
LEFT JOIN feed_source f ON f.name = l.source`;

/**
 * Returns the intervals of consecutive hours with a stored wait, by service key and in order. Includes each hour that
 * begins in the period, if its wait was recorded no later than `recordedBy`.
 */
export async function loadTrafficIntervals(
  db: Database,
  slugs: readonly string[],
  { from, to }: Period,
  recordedBy: Temporal.Instant,
): Promise<Map<string, Interval[]>> {
  const { rows } = await connectionsOf(db).pool.query<Service & Interval>(INTERVALS, [
    [...slugs],
    toDate(from),
    toDate(to),
    toDate(recordedBy),
  ]);
  const found = new Map<string, Interval[]>();
  for (const { from: first, to: last, ...service } of rows) {
    const intervals = found.get(serviceKey(service)) ?? [];
    intervals.push({ from: first * HOUR_MS, to: last * HOUR_MS });
    found.set(serviceKey(service), intervals);
  }
  return found;
}

// In consecutive hours, hour minus rank is constant, so it identifies their interval.
const INTERVALS = `
WITH sampled AS (
  SELECT crossing, mode, direction, (extract(epoch FROM hour) / 3600)::int AS hour FROM wait_sample
  WHERE crossing = ANY($1) AND hour >= $2 AND hour < $3 AND recorded_at <= $4
  GROUP BY crossing, mode, direction, hour
), ranked AS (
  SELECT *, hour - row_number() OVER (PARTITION BY crossing, mode, direction ORDER BY hour) AS island FROM sampled
)
SELECT crossing, mode, direction, min(hour) AS "from", max(hour) + 1 AS "to" FROM ranked
GROUP BY crossing, mode, direction, island ORDER BY 1, 2, 3, 4`;
