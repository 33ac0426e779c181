import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import type { TrafficHour } from "../../domain/feed/traffic.ts";
import { type Service, serviceKey } from "../../domain/places/crossing.ts";
import type { Interval } from "../../domain/time/interval.ts";
import { laterBy } from "../../domain/time/later-by.ts";
import type { Period } from "../../domain/time/moment.ts";
import { recordIn } from "../../store/record/record-reader.ts";

/** Returns the last hour, up to `at`, for which a wait of the service is stored, or null. */
export type TrafficAt = (service: Service, at: Temporal.Instant) => TrafficHour | null;

/**
 * Loads the last hour with traffic for each service and instant. Uses only waits recorded at or before `recordedBy`.
 * Leaves out traffic older than `openEvidenceDays`, which is no longer evidence.
 */
export async function loadTraffic(
  ctx: Pick<Context, "db" | "record" | "thresholds">,
  services: readonly Service[],
  instants: readonly Temporal.Instant[],
  recordedBy: Temporal.Instant,
): Promise<TrafficAt> {
  const questions = services.flatMap((service) => instants.map((at) => ({ service, at })));
  const mostHours = evidenceHours(ctx.thresholds);
  const hours = await recordIn(ctx).trafficHours(questions, { mostHours, recordedBy });
  const found = new Map(questions.map((question, i) => [keyOf(question), hours[i] ?? null]));
  return (service, at) => found.get(keyOf({ service, at })) ?? null;
}

/** Returns the number of hours for which traffic is evidence, counted from the start of the hour of the traffic. */
const evidenceHours = ({ openEvidenceDays }: Context["thresholds"]): number => 24 * openEvidenceDays + 1;

/**
 * Loads, for the services of these crossings, the unbroken intervals of hours for which a wait is stored. Also loads
 * earlier traffic that is still evidence when the period starts. Uses only waits recorded at or before `recordedBy`.
 */
export const loadTrafficOf = (
  ctx: Pick<Context, "db" | "record" | "thresholds">,
  crossings: readonly string[],
  { from, to }: Period,
  recordedBy: Temporal.Instant,
): Promise<Map<string, Interval[]>> =>
  recordIn(ctx).trafficIntervals(
    crossings,
    { from: laterBy(from, { hours: -evidenceHours(ctx.thresholds) }), to },
    recordedBy,
  );

const keyOf = ({ service, at }: { service: Service; at: Temporal.Instant }): string =>
  `${serviceKey(service)} ${at.epochMilliseconds}`;
