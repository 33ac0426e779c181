import type { Temporal } from "temporal-polyfill";
import type { FeedWatch } from "./domain/feed/reachability.ts";
import type { Thresholds } from "./domain/status/evidence.ts";
import type { Snapshot } from "./domain/status/snapshot.ts";
import type { Log } from "./log.ts";
import type { Actor } from "./store/access/api-keys.ts";
import type { Database } from "./store/database.ts";

/** Long-lived components of a process. None of them is global, so two services can run in one process. */
export interface Runtime {
  db: Database;
  /** Clock of the process. Only `main`, the commands and the tests create one. */
  clock: () => Temporal.Instant;
  log: Log;
  thresholds: Thresholds;
  /** Snapshot of the current state in this process. If omitted, actions query the database. */
  snapshot?: Snapshot;
  /** State of the feed as seen by this process. If omitted, answers say nothing about the feed. */
  feed?: FeedWatch;
}

/**
 * The argument of every action. An action uses a single instant: a request or a run reads the clock once and passes
 * that instant on.
 */
export interface Context extends Omit<Runtime, "clock"> {
  /** Instant of the request or the run. */
  now: Temporal.Instant;
}

/** A context with an authenticated actor. */
export interface ActorContext extends Context {
  actor: Actor;
}

/** Creates the context of a request or a run that begins now, after reading the clock. */
export const contextNow = ({ clock, ...parts }: Runtime): Context => ({ ...parts, now: clock() });
