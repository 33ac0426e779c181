import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../feed/observation.ts";
import type { Crossing } from "../places/crossing.ts";
import type { Timeline } from "../record/timeline.ts";

/** Data for answers about one crossing. */
export interface KnownCrossing {
  crossing: Crossing;
  /** Timelines by service key. */
  timelines: ReadonlyMap<string, Timeline>;
  /** Last feed readings by service key. Empty for answers about the past or the future. */
  observations: ReadonlyMap<string, Observation>;
  /** Highest `seq` of a report that affects the crossing, or 0 if there is none. */
  asOf: number;
}

/**
 * Current data in the memory of one process. It follows the record, and remains available while the database is down.
 */
export interface Snapshot {
  /** Returns all crossings by slug, ordered along the border within each state. */
  crossings(): ReadonlyMap<string, Crossing>;
  /**
   * Returns the data of the given crossings at `now`. Includes all reports that this process has recorded or been
   * notified of.
   */
  known(slugs: readonly string[], now: Temporal.Instant): Promise<KnownCrossing[]>;
  /** Marks the feed readings of these crossings as stale, because the feed was read again. */
  touch(slugs: readonly string[]): void;
  /** Marks these crossings as changed, because reports about them were recorded. */
  record(slugs: readonly string[]): void;
}
