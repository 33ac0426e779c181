import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import type { TrafficHour } from "../../domain/feed/traffic.ts";
import { type Service, serviceKey } from "../../domain/places/crossing.ts";
import { loadTrafficHours } from "../../store/feed/traffic-hours.ts";

/** Returns the last hour with a stored wait of a service that began at or before an instant. */
export type TrafficAt = (service: Service, at: Temporal.Instant) => TrafficHour | null;

/**
 * Loads the last hour with traffic of each service up to each of the given instants, among the waits recorded by
 * `recordedBy`. Older traffic than evidence is valid for is left out.
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
  const found = new Map(hours.map((hour, i) => [keyOf(questions[i]), hour]));
  return (service, at) => found.get(keyOf({ service, at })) ?? null;
}

const keyOf = (asked: { service: Service; at: Temporal.Instant } | undefined): string =>
  asked === undefined ? "" : `${serviceKey(asked.service)} ${asked.at}`;
