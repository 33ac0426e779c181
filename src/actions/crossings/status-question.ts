import type { Temporal } from "temporal-polyfill";
import { invalid } from "../../domain/errors.ts";
import type { AskedServices } from "../../domain/places/crossing.ts";
import type { RecordView } from "../../domain/record/timeline.ts";
import { compareInstants, earliestInstant } from "../../domain/time/moment.ts";
import type { Programme } from "../../domain/vocabulary.ts";

/**
 * A question about crossings. Without `at`, it is about the present. Without `mode` or `direction`, it is about all
 * modes or directions.
 */
export interface StatusQuestion extends RecordView, AskedServices {
  at?: Temporal.Instant | undefined;
  /** Programme of the travellers. Without it, a service that admits only some travellers counts as open. */
  programme?: Programme | undefined;
}

/**
 * Returns true if a question is about the present and the whole record. Only such questions use the snapshot and the
 * readings.
 */
export const isLive = ({ at, knownAt, publishedBefore }: StatusQuestion): boolean =>
  at === undefined && knownAt === undefined && publishedBefore === undefined;

/** @throws Refusal `invalid` if `knownAt` is after `now` */
export function refuseFuture(knownAt: Temporal.Instant | undefined, now: Temporal.Instant): void {
  if (knownAt !== undefined && compareInstants(knownAt, now) > 0)
    throw invalid([{ path: "knownAt", rule: ["notInFuture"], value: String(knownAt) }]);
}

/**
 * Returns the time up to which data are used: the earliest of `now`, `knownAt` and `publishedBefore`. Later waits are
 * not used, and nothing is known about later times.
 */
export const horizonOf = ({ knownAt, publishedBefore }: RecordView, now: Temporal.Instant): Temporal.Instant =>
  earliestInstant([now, knownAt ?? null, publishedBefore ?? null]) ?? now;
