import type { Temporal } from "temporal-polyfill";
import type { Context } from "../context.ts";
import { serviceKey } from "../domain/crossing.ts";
import { compareInstants } from "../domain/moment.ts";
import {
  isMoving,
  type Observation,
  READING_KINDS,
  type Reading,
  type ReadingKind,
  readingKind,
} from "../domain/observation.ts";
import { countPolls } from "../store/feed-hours.ts";
import { loadObservations, saveObservations } from "../store/observations.ts";

/**
 * Stores what a poll at the context's `now` read, as the latest observation of each service. A service that this poll
 * does not speak of keeps its observation, with its age; so does one that a later poll has seen already.
 * @returns how many services were read as which kind
 */
export async function takeReadings(ctx: Context, readings: readonly Reading[]): Promise<Record<ReadingKind, number>> {
  const now = ctx.now;
  const slugs = [...new Set(readings.map(({ service }) => service.crossing))];
  const before = new Map(
    (await loadObservations(ctx.db, slugs)).map((observation) => [serviceKey(observation.service), observation]),
  );
  const observations = readings.map((reading) =>
    observed(reading, before.get(serviceKey(reading.service)), now, ctx.thresholds.freshMinutes),
  );
  const later = observations.filter(({ service }) => {
    const known = before.get(serviceKey(service));
    return known === undefined || compareInstants(known.polledAt, now) <= 0;
  });
  await saveObservations(ctx.db, later);
  ctx.board?.touch(slugs);
  await countPolls(
    ctx.db,
    now,
    later.map(({ service, kind }) => ({ service, moving: kind === "moving" })),
  );
  const counted = READING_KINDS.map((kind) => [
    kind,
    observations.filter((observation) => observation.kind === kind).length,
  ]);
  return Object.fromEntries(counted) as Record<ReadingKind, number>;
}

function observed(
  { service, lanes, hoursText }: Reading,
  before: Observation | undefined,
  now: Temporal.Instant,
  freshMinutes: number,
): Observation {
  const kind = readingKind(lanes, now, freshMinutes);
  const stamps = lanes
    .filter((lane) => isMoving(lane, now, freshMinutes))
    .flatMap((lane) => (lane.at === null ? [] : [lane.at]));
  // An officer who files for the coming hour has not seen it yet.
  const seen = [...stamps, before?.movingAt ?? null].flatMap((stamp) =>
    stamp === null ? [] : [compareInstants(stamp, now) > 0 ? now : stamp],
  );
  return {
    service,
    kind,
    since: before !== undefined && before.kind === kind ? before.since : now,
    polledAt: now,
    movingAt: seen.sort(compareInstants).at(-1) ?? null,
    lanes,
    hoursText,
    hoursSince: before !== undefined && before.hoursText === hoursText ? before.hoursSince : now,
    movingPolls: kind === "moving" ? (before?.movingPolls ?? 0) + 1 : 0,
    missingSince: kind === "moving" ? null : (before?.missingSince ?? null),
  };
}
