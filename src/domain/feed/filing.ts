import type { Temporal } from "temporal-polyfill";
import { compareInstants, latestInstant } from "../time/moment.ts";
import type { Lane, Observation } from "./observation.ts";

/**
 * A stamp is a time of day without a date. If the same text appears again within 22 hours, it is the same filing; after
 * a longer pause it is a new one. The feed clears its values at its own midnight.
 */
const SAME_TEXT = { hours: 22 };

/** Maximum number of stored filings, and the maximum of `FEED_LIFT_FILINGS`. */
export const MOST_FILINGS = 24;

/**
 * Adds to each lane of a reading the instant of its filing. While a stamp stays the same, the lane keeps its instant. A
 * stamp ahead of the clock is yesterday's, unless a recent poll shows that it is new.
 */
export function filedLanes(lanes: readonly Lane[], before: Observation | undefined, now: Temporal.Instant): Lane[] {
  const isRecent = before !== undefined && compareInstants(now, before.polledAt.add(SAME_TEXT)) < 0;
  return lanes.map((lane) => {
    if (lane.stamp === undefined || lane.at === null) return lane;
    const earlier = isRecent ? before.lanes.find(({ kind }) => kind === lane.kind) : undefined;
    if (earlier !== undefined && earlier.at !== null && earlier.stamp === lane.stamp)
      return { ...lane, at: earlier.at };
    // If the lane had no stamp in the last poll, an old stamp may have come back.
    const isNew = earlier?.stamp !== undefined;
    const isAhead = compareInstants(lane.at, now) > 0;
    return isAhead && !isNew ? { ...lane, at: lane.at.subtract({ hours: 24 }) } : lane;
  });
}

/** Returns the newest stamp up to `now`, or null. */
export const newestFiled = (stamps: readonly Temporal.Instant[], now: Temporal.Instant): Temporal.Instant | null =>
  latestInstant(stamps.filter((stamp) => compareInstants(stamp, now) <= 0));

/**
 * Returns the filings after a poll at `now`: those in `before`, and the newest stamp if it is later than all of those.
 * The filings are in order, and none occurs twice.
 */
export function filingsWith(
  before: readonly Temporal.Instant[],
  stamps: readonly Temporal.Instant[],
  now: Temporal.Instant,
): Temporal.Instant[] {
  const newest = newestFiled(stamps, now);
  const last = before.at(-1);
  if (newest === null || (last !== undefined && compareInstants(newest, last) <= 0)) return [...before];
  return [...before, newest].slice(-MOST_FILINGS);
}
