import type { Temporal } from "temporal-polyfill";
import type { Thresholds } from "./domain/evidence.ts";
import type { FeedWatch } from "./domain/feed-reach.ts";
import type { Board } from "./domain/known.ts";
import type { Log } from "./log.ts";
import type { Actor } from "./store/api-keys.ts";
import type { Database } from "./store/database.ts";

/** What an action receives. Nothing in it is global, so two of them can live side by side. */
export interface Context {
  db: Database;
  /** The clock. Only `main` and the tests make one. */
  now: () => Temporal.Instant;
  log: Log;
  thresholds: Thresholds;
  /** What this process holds of now. Without one, actions ask the database. */
  board?: Board;
  /** What this process knows of its feed. Without it, nothing is said of that. */
  feed?: FeedWatch;
}

/** A context in which somebody known acts. */
export interface ActorContext extends Context {
  actor: Actor;
}
