import type { Temporal } from "temporal-polyfill";

/** The end of the log's chain of hashes. Nobody can change a report up to here without changing `hash`. */
export interface ChainHead {
  /** `seq` of the newest report. 0 if there is none. */
  seq: number;
  /** Hash of the newest report. Null if there is none. */
  hash: string | null;
  /** Recording time of the newest report. Null if there is none. */
  time: Temporal.Instant | null;
  /** Number of reports in the log. */
  reports: number;
}
