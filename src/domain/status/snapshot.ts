import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../feed/observation.ts";
import type { Crossing } from "../places/crossing.ts";
import type { Timeline } from "../record/timeline.ts";

/** What is known of one crossing: what answers about it follow from. */
export interface KnownCrossing {
  crossing: Crossing;
  /** By service key. */
  timelines: ReadonlyMap<string, Timeline>;
  /** What the feed last said, by service key; empty for answers about other times than now. */
  observations: ReadonlyMap<string, Observation>;
  /** The highest `seq` that touches the crossing; 0 where nothing does. */
  asOf: number;
}

/** Now, as one process holds it: kept up with the record, and at hand while the database is away. */
export interface Board {
  /** All crossings by slug, in the order in which they lie along the border of each state. */
  crossings(): ReadonlyMap<string, Crossing>;
  /** What is known of some crossings at `now`, with all that this process recorded or heard of so far. */
  known(slugs: readonly string[], now: Temporal.Instant): Promise<KnownCrossing[]>;
  /** Tells that the feed was read anew on some crossings: what is held of them is no longer all there is. */
  touch(slugs: readonly string[]): void;
  /** Tells that the log got reports, which touch some crossings. */
  record(slugs: readonly string[]): void;
}
