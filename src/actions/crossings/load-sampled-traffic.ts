import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { hourOf } from "../../domain/feed/waits.ts";
import { type Crossing, type Service, serviceKey } from "../../domain/places/crossing.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { loadSampledHours } from "../../store/feed/wait-samples.ts";

/** Returns the key of a service at an instant in the result of {@link loadSampledTraffic}. */
export const sampledKey = (service: Service, at: Temporal.Instant): string => `${serviceKey(service)} ${hourOf(at)}`;

/**
 * Returns the services that had traffic at the given instants: those with a stored wait, filed by `filedBy`, for the
 * hour of the instant. The result contains {@link sampledKey} keys.
 */
export async function loadSampledTraffic(
  ctx: Context,
  crossings: readonly Crossing[],
  instants: readonly Temporal.Instant[],
  filedBy: Temporal.Instant,
): Promise<Set<string>> {
  const slugs = crossings.map(({ slug }) => slug);
  const hours = instants.map(hourOf).filter((hour) => compareInstants(hour, filedBy) <= 0);
  const found = await loadSampledHours(ctx.db, slugs, hours, filedBy);
  return new Set(found.map(({ service, hour }) => sampledKey(service, hour)));
}
