import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import type { TrafficHour } from "../../domain/feed/traffic.ts";
import { type Service, serviceKey } from "../../domain/places/crossing.ts";
import { loadTrafficHours } from "../../store/feed/traffic-hours.ts";

/** Returns the last hour up to `at` with a stored wait of the service, or null. */
export type TrafficAt = (service: Service, at: Temporal.Instant) => TrafficHour | null;

/**
 * Loads the last hour with traffic for each service and instant. Uses only waits recorded at or before `recordedBy`. Leaves out
 * traffic older than `openEvidenceDays`, which is no longer evidence.
 */
export async function loadTraffic(
  { db, thresholds }: Pick<Context, "db" | "thresholds">,
  services: readonly Service[],
  instants: readonly Temporal.Instant[],
  recordedBy: Temporal.Instant,
): Promise<TrafficAt> {
  const questions = services.flatMap((service) => instants.map((at) => ({ service, at })));
  const mostHours = 24 * thresholds.openEvidenceDays + 1;
  const hours = await loadTrafficHours(db, questions, { mostHours, recordedBy });
  const found = new Map(questions.map((question, i) => [keyOf(question), hours[i] ?? null]));
  return (service, at) => found.get(keyOf({ service, at })) ?? null;
}

const keyOf = ({ service, at }: { service: Service; at: Temporal.Instant }): string =>
  `${serviceKey(service)} ${at.epochMilliseconds}`;
