import type { Temporal } from "temporal-polyfill";
import type { FeedWatch } from "./domain/feed/reachability.ts";
import type { Thresholds } from "./domain/status/evidence.ts";
import type { Board } from "./domain/status/snapshot.ts";
import type { Log } from "./log.ts";
import type { Actor } from "./store/access/api-keys.ts";
import type { Database } from "./store/database.ts";

/** The long-lived parts of a process. Nothing in it is global, so two of them can live side by side. */
export interface Runtime {
  db: Database;
  /** The clock. Only `main`, the commands and the tests make one. */
  clock: () => Temporal.Instant;
  log: Log;
  thresholds: Thresholds;
  /** What this process holds of now. Without one, actions ask the database. */
  board?: Board;
  /** What this process knows of its feed. Without it, nothing is said of that. */
  feed?: FeedWatch;
}

/** What an action receives. It acts at one instant: a request or a run reads the clock once, and passes the reading down. */
export interface Context extends Omit<Runtime, "clock"> {
  /** The instant of the request or the run. */
  now: Temporal.Instant;
}

/** A context in which somebody known acts. */
export interface ActorContext extends Context {
  actor: Actor;
}

/** The context of a request or a run that begins now. Reads the clock. */
export const contextNow = ({ clock, ...parts }: Runtime): Context => ({ ...parts, now: clock() });
