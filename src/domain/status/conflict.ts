import type { Source } from "../record/report.ts";
import type { Moment } from "../time/moment.ts";
import type { Status } from "../vocabulary.ts";

/**
 * A contradicting statement about a service: its source, its status, and its start. `source` is null for CBP's
 * wait-time feed.
 */
export interface Conflict {
  status: Status;
  at: Moment;
  source: Source | null;
  /** Number of people, vehicles or trains in the month of `at`, if the conflict is with a count. */
  count?: number | undefined;
}
