import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { filedLanes, filingsWith } from "../../domain/feed/filing.ts";
import {
  isMoving,
  type Observation,
  READING_KINDS,
  type Reading,
  type ReadingKind,
  readingKind,
} from "../../domain/feed/observation.ts";
import { CBP_WAIT_TIMES, type FeedOrigin } from "../../domain/feed/origin.ts";
import { serviceKey } from "../../domain/places/crossing.ts";
import { compareInstants, latestInstant } from "../../domain/time/moment.ts";
import { countPolls } from "../../store/feed/hours.ts";
import { loadObservations, saveFeedOrigin, saveObservations } from "../../store/feed/observations.ts";
import { keepWaits } from "./keep-waits.ts";

/** Result of a poll. */
export interface StoredReadings {
  /** Stored observations. */
  observations: Observation[];
  /** Number of services by kind of reading. */
  kinds: Record<ReadingKind, number>;
  /** Number of services skipped because another source reads them. */
  elsewhere: number;
  /** Number of wait samples that are new or replace another. */
  waits: number;
}

/**
 * Stores the readings of a poll at `now` as the latest observations, with their waits. A service keeps its old
 * observation if it has no reading, or if a later poll has read it already.
 */
export async function storeReadings(
  ctx: Context,
  given: readonly Reading[],
  origin: FeedOrigin = CBP_WAIT_TIMES,
): Promise<StoredReadings> {
  const { now } = ctx;
  const slugs = [...new Set(given.map(({ service }) => service.crossing))];
  const before = new Map(
    (await loadObservations(ctx.db, slugs)).map((observation) => [serviceKey(observation.service), observation]),
  );
  const { freshMinutes } = ctx.thresholds;
  const foreign = given.filter(({ service }) =>
    isElsewhere(before.get(serviceKey(service)), origin, now, freshMinutes),
  );
  const observations = given
    .filter((reading) => !foreign.includes(reading))
    .map((reading) => observed(reading, origin, before.get(serviceKey(reading.service)), now, freshMinutes));
  const later = observations.filter(({ service }) => {
    const known = before.get(serviceKey(service));
    return known === undefined || compareInstants(known.polledAt, now) <= 0;
  });
  // Store the waits first, so that listeners find them when they are notified of the readings.
  const waits = await keepWaits(ctx, observations, origin);
  if (later.length > 0) await saveFeedOrigin(ctx.db, origin);
  await saveObservations(ctx.db, later);
  ctx.snapshot?.touch(slugs);
  await countPolls(
    ctx.db,
    now,
    later.map(({ service, kind }) => ({ service, moving: kind === "moving" })),
  );
  const counted = READING_KINDS.map((kind) => [
    kind,
    observations.filter((observation) => observation.kind === kind).length,
  ]);
  return {
    observations: later,
    elsewhere: foreign.length,
    kinds: Object.fromEntries(counted) as Record<ReadingKind, number>,
    waits,
  };
}

/** Returns true if another source has read the service recently. Only one source at a time reads a service. */
const isElsewhere = (
  before: Observation | undefined,
  { name }: FeedOrigin,
  now: Temporal.Instant,
  freshMinutes: number,
): boolean =>
  before !== undefined &&
  before.origin.name !== name &&
  compareInstants(now, before.polledAt.add({ minutes: freshMinutes })) < 0;

function observed(
  { service, lanes: printed, hoursText }: Reading,
  origin: FeedOrigin,
  known: Observation | undefined,
  now: Temporal.Instant,
  freshMinutes: number,
): Observation {
  // An earlier reading counts only if it is from the same source.
  const before = known?.origin.name === origin.name ? known : undefined;
  const lanes = filedLanes(printed, before, now);
  const kind = readingKind(lanes, now, freshMinutes);
  const stamps = lanes
    .filter((lane) => isMoving(lane, now, freshMinutes))
    .flatMap((lane) => (lane.at === null ? [] : [lane.at]));
  // Some officers file for the coming hour before it begins, so a future stamp counts as now.
  const seen = [...stamps, before?.movingAt ?? null].flatMap((stamp) =>
    stamp === null ? [] : [compareInstants(stamp, now) > 0 ? now : stamp],
  );
  return {
    service,
    origin,
    kind,
    since: before !== undefined && before.kind === kind ? before.since : now,
    polledAt: now,
    movingAt: latestInstant(seen),
    lanes,
    hoursText,
    hoursSince: before !== undefined && before.hoursText === hoursText ? before.hoursSince : now,
    filings: kind === "moving" ? filingsWith(before?.filings ?? [], stamps, now) : [],
    missingSince: kind === "moving" ? null : (before?.missingSince ?? null),
  };
}
