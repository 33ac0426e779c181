import type { Temporal } from "temporal-polyfill";
import type { Context } from "../../context.ts";
import { hourOf } from "../../domain/feed/waits.ts";
import { type Crossing, type Service, serviceKey } from "../../domain/places/crossing.ts";
import { compareInstants } from "../../domain/time/moment.ts";
import { loadSampledHours } from "../../store/feed/wait-samples.ts";

/** A service at an instant, as {@link loadSampled} names it. */
export const sampledKey = (service: Service, at: Temporal.Instant): string => `${serviceKey(service)} ${hourOf(at)}`;

/**
 * Of which services of some crossings a wait was kept in the hour of each of some instants, filed by `filedBy`: traffic
 * then. By {@link sampledKey}.
 */
export async function loadSampled(
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
