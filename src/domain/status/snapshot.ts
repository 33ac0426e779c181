import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../feed/observation.ts";
import type { Crossing } from "../places/crossing.ts";
import type { Timeline } from "../record/timeline.ts";

/** All data needed to answer about one crossing. */
export interface KnownCrossing {
  crossing: Crossing;
  /** By service key. */
  timelines: ReadonlyMap<string, Timeline>;
  /** The last feed readings by service key. Empty for answers about any time other than now. */
  observations: ReadonlyMap<string, Observation>;
  /** The highest `seq` that affects the crossing; 0 if there is none. */
  asOf: number;
}

/** The current data in one process's memory. It follows the record, and stays available while the database is down. */
export interface Snapshot {
  /** Returns all crossings by slug, ordered along the border within each state. */
  crossings(): ReadonlyMap<string, Crossing>;
  /**
   * Returns the data of some crossings at `now`, with everything that this process has recorded or been notified of.
   */
  known(slugs: readonly string[], now: Temporal.Instant): Promise<KnownCrossing[]>;
  /** Marks the cached feed readings of some crossings as stale after the feed was read. */
  touch(slugs: readonly string[]): void;
  /** Notes that reports on some crossings were recorded. */
  record(slugs: readonly string[]): void;
}
