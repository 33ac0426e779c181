import type { Source } from "../record/report.ts";
import type { Moment } from "../time/moment.ts";
import type { Status } from "../vocabulary.ts";

/** A different word on a service: whose, of what status, and since when. `source` null is CBP's wait-time feed. */
export interface Conflict {
  status: Status;
  at: Moment;
  source: Source | null;
  /** How many crossed in the month of `at`, if it is a count that disagrees. */
  count?: number | undefined;
}
