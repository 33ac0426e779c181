import type { Temporal } from "temporal-polyfill";
import type { FeedWatch } from "./domain/feed/reachability.ts";
import type { Report } from "./domain/record/report.ts";
import type { Thresholds } from "./domain/status/evidence.ts";
import type { Snapshot } from "./domain/status/snapshot.ts";
import type { Log } from "./log.ts";
import type { Actor } from "./store/access/api-keys.ts";
import type { Database } from "./store/database.ts";
import type { RecordReader } from "./store/record/record-reader.ts";

/** Long-lived parts of a process. None of them is global, so a process can run two services. */
export interface Runtime {
  db: Database;
  /** Clock of the process. Only `main`, commands and tests create one. */
  clock: () => Temporal.Instant;
  log: Log;
  thresholds: Thresholds;
  /** True if the report of an operator waits for a second operator (FOUR_EYES=on). */
  needsSecondPerson?: boolean;
  /** The record in memory. Without it, actions query the database. */
  record?: RecordReader;
  /** Current state in memory. Without it, actions query the database. */
  snapshot?: Snapshot;
  /** Called with each new report of this process, so that its memory includes the report. */
  onRecorded?(report: Report): void;
  /** State of the feed. Without it, answers say nothing about the feed. */
  feed?: FeedWatch;
}

/** Argument of every action. A request or run reads the clock once, and all its actions use that instant. */
export interface Context extends Omit<Runtime, "clock"> {
  /** Instant of the request or run. */
  now: Temporal.Instant;
}

/** A context with an authenticated actor. */
export interface ActorContext extends Context {
  actor: Actor;
  /** True if the actor's key was valid lately, but may have been revoked since. The database must check it again. */
  isKeyUnchecked?: boolean;
}

/** Reads the clock and creates the context of a request or run. */
export const contextNow = ({ clock, ...parts }: Runtime): Context => ({ ...parts, now: clock() });
