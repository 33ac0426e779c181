import type pg from "pg";
import type { PrismaClient } from "../generated/prisma/client.ts";
import type { Append } from "./append/append.ts";
import type { Clock } from "./append/append-in-time.ts";
import type { WriteHealth } from "./append/write-health.ts";

/** The ways into one database: Prisma for simple typed queries, and pg pools for hand-written SQL. */
export interface Connections {
  prisma: PrismaClient;
  pool: pg.Pool;
  /**
   * Pool for prepared statements that read the record and take longer to plan than to run. The server plans each
   * statement once, for any parameters.
   */
  planned: pg.Pool;
  append: Append;
  /** Clock of this machine, which is compared with the clock of the database. */
  clock: Clock;
  /** Outcome of the last write. */
  writes: WriteHealth;
}

/** Property key of the connections. The key is not exported, so `connectionsOf` is the only way to reach them. */
const CONNECTIONS = Symbol("connections");

/** An object that holds the connections of a database. Only the store can reach them. */
export interface Connected {
  readonly [CONNECTIONS]: Connections;
}

/** Wraps connections so that only `connectionsOf` reaches them. */
export const connected = (connections: Connections): Connected => ({ [CONNECTIONS]: connections });

/** Returns the connections of a database. Within `src`, only the store may import this. */
export const connectionsOf = (db: Connected): Connections => db[CONNECTIONS];
