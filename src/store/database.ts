import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { PrismaClient } from "../generated/prisma/client.ts";
import { type Append, makeAppend } from "./append.ts";
import { type Clock, makeAppendInTime } from "./append-in-time.ts";
import { makeWriteHealth, type WriteHealth } from "./write-health.ts";

/** The two hands on one PostgreSQL: Prisma for typed rows, a pool for what takes a statement of our own. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  /** For statements on the record that take longer to plan than to run: they are planned once for whatever is asked. */
  planned: pg.Pool;
  /** Appends to the log. */
  append: Append;
  /** The clock of this machine, which the database's is compared with. */
  clock: Clock;
  /** Whether the last write was taken. */
  writes: WriteHealth;
  close(): Promise<void>;
}

/**
 * How long anything may take here, in milliseconds. The slowest statement of the service takes tens of milliseconds; one
 * that takes seconds is stuck, and whoever asked is told so within the ten seconds that a request may take.
 */
const TIME_LIMITS = {
  /** To make a connection, or to wait for one that others use. */
  connectionTimeoutMillis: 5_000,
  /** To wait for a lock that another session holds. */
  lock_timeout: 4_000,
  statement_timeout: 6_000,
  /** To wait for any answer: a server that stands still does not look at its own limits. The connection is given up. */
  query_timeout: 7_000,
  /** A transaction of a process that stands still must not keep its locks. */
  idle_in_transaction_session_timeout: 10_000,
};

/**
 * Opens the database at `url`. Connections are made when first needed; `close` waits for those in use. `clock` is the
 * machine's: nothing is appended while the database's is far from it.
 */
export function openDatabase(
  url: string,
  onError: (error: Error) => void,
  clock: Clock = Temporal.Now.instant,
): Database {
  const options = { connectionString: url, ...TIME_LIMITS };
  const pool = new pg.Pool({ ...options, max: 10 });
  // No more than the cores of a small server: reads of the past wait for each other, not writes for them.
  const planned = new pg.Pool({ ...options, max: 4, options: "-c plan_cache_mode=force_generic_plan -c jit=off" });
  // Appends go one after another, and must not wait for reads that are stuck.
  const appending = new pg.Pool({ ...options, max: 1, connectionTimeoutMillis: 2_000, lock_timeout: 3_000 });
  // A server that goes away breaks idle connections, and an unheard error event would end the process.
  for (const each of [pool, planned, appending]) each.on("error", onError);
  const writes = makeWriteHealth();
  const append = makeAppend(makeAppendInTime(appending, clock));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    planned,
    append: (document) => writes.watch(append(document)),
    clock,
    writes,
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), planned.end(), appending.end()]);
    },
  };
}
