import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../time/moment.ts";
import type { Lane, Observation } from "./observation.ts";

/**
 * An unchanged stamp is the same filing if the last poll was less than this long ago. A stamp is a time of day without
 * a date, and the feed clears its values at its own midnight. After a longer pause, a stamp with the same text is
 * therefore a new filing.
 */
const SAME_TEXT = { hours: 22 };

/** Maximum number of filings kept. `FEED_LIFT_FILINGS` may not exceed it. */
export const MOST_FILINGS = 24;

/**
 * Returns the lanes of a reading taken at `now`, each with the instant of its filing. An unchanged stamp is the same
 * filing, so the lane keeps its instant, even when that time of day comes again. A stamp ahead of the clock counts as
 * yesterday's unless a recent poll shows that it is new.
 */
export function filedLanes(lanes: readonly Lane[], before: Observation | undefined, now: Temporal.Instant): Lane[] {
  const isRecent = before !== undefined && compareInstants(now, before.polledAt.add(SAME_TEXT)) < 0;
  return lanes.map((lane) => {
    if (lane.stamp === undefined || lane.at === null) return lane;
    const earlier = isRecent ? before.lanes.find(({ kind }) => kind === lane.kind) : undefined;
    if (earlier !== undefined && earlier.at !== null && earlier.stamp === lane.stamp)
      return { ...lane, at: earlier.at };
    // If the lane had no stamp in the last poll, this stamp may be an older one that is shown again.
    const isNew = earlier?.stamp !== undefined;
    const isAhead = compareInstants(lane.at, now) > 0;
    return isAhead && !isNew ? { ...lane, at: lane.at.subtract({ hours: 24 }) } : lane;
  });
}

/** Returns the newest stamp that is not ahead of `now`, or null if there is none. */
export const newestFiled = (stamps: readonly Temporal.Instant[], now: Temporal.Instant): Temporal.Instant | null =>
  stamps
    .filter((stamp) => compareInstants(stamp, now) <= 0)
    .sort(compareInstants)
    .at(-1) ?? null;

/**
 * Returns the filings after a poll at `now` that found traffic with these stamps: those in `before`, and the newest
 * stamp if it is a new filing. The filings are consecutive and distinct, oldest first.
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
