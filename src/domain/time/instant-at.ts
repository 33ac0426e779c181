import { Temporal } from "temporal-polyfill";

/** Maximum number of cached instants. They take about 4 MB. */
const MOST_KEPT = 20_000;

const kept = new Map<number, Temporal.Instant>();

/**
 * Returns the instant of an epoch time in milliseconds. Creating one takes twenty times as long as finding it in the
 * cache, and an answer needs dozens.
 */
export function instantAt(milliseconds: number): Temporal.Instant {
  const known = kept.get(milliseconds);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const instant = Temporal.Instant.fromEpochMilliseconds(milliseconds);
  kept.set(milliseconds, instant);
  return instant;
}
