import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { PrismaClient } from "../generated/prisma/client.ts";
import { type Append, makeAppend } from "./append/append.ts";
import { type Clock, makeAppendInTime } from "./append/append-in-time.ts";
import { type DatabaseAddress, sessionClient } from "./session.ts";
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
 * How long anything may take here. The slowest statement of the service takes tens of milliseconds; one that takes seconds
 * is stuck, and whoever asked is told so within the ten seconds that a request may take.
 */
const LIMITS = {
  /** To wait for a lock that another session holds. */
  lock_timeout: "4s",
  statement_timeout: "6s",
  /** A transaction of a process that stands still must not keep its locks. */
  idle_in_transaction_session_timeout: "10s",
};

/** To make a connection, or to wait for one that others use. */
const CONNECT_MS = 5_000;
/** To wait for any answer: a server that stands still does not look at its own limits. The connection is given up. */
const ANSWER_MS = 7_000;

/**
 * Opens a database. Connections are made when first needed, to the address as it is then; `close` waits for those in use.
 * `clock` is the machine's: nothing is appended while the database's is far from it.
 */
export function openDatabase(
  address: DatabaseAddress,
  onError: (error: Error) => void,
  clock: Clock = Temporal.Now.instant,
): Database {
  const poolOf = (max: number, more: Record<string, string> = {}, connectionTimeoutMillis = CONNECT_MS) =>
    new pg.Pool({
      max,
      connectionTimeoutMillis,
      query_timeout: ANSWER_MS,
      Client: sessionClient(address, { ...LIMITS, ...more }),
    });
  const pool = poolOf(10);
  // No more than the cores of a small server: reads of the past wait for each other, not writes for them.
  const planned = poolOf(4, { plan_cache_mode: "force_generic_plan", jit: "off" });
  // Appends go one after another, and must not wait for reads that are stuck.
  const appending = poolOf(1, { lock_timeout: "3s" }, 2_000);
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
