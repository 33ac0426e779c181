import type pg from "pg";
import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Append } from "./append/append.ts";
import type { Clock } from "./append/append-in-time.ts";
import type { WriteHealth } from "./append/write-health.ts";

/** Ways into one database: Prisma for simple typed queries, and pg pools for hand-written SQL. */
export interface Connections {
  prisma: PrismaClient;
  pool: pg.Pool;
  /**
   * Pool for prepared reads of the record. Planning such a read takes longer than running it, so the server plans each
   * only once.
   */
  planned: pg.Pool;
  append: Append;
  /** Clock of this machine, for comparison with the database's clock. */
  clock: Clock;
  /** Outcome of the last write. */
  writes: WriteHealth;
}

/** Not exported, so that `connectionsOf` is the only way to the connections. */
const CONNECTIONS = Symbol("connections");

/** Holds the connections of a database, for the store only. */
export interface Connected {
  readonly [CONNECTIONS]: Connections;
}

/** Hides connections from all but `connectionsOf`. */
export const connected = (connections: Connections): Connected => ({ [CONNECTIONS]: connections });

/** Returns the connections of a database. In `src`, only the store may import this. */
export const connectionsOf = (db: Connected): Connections => db[CONNECTIONS];
