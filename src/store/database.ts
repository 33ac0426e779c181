import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { PrismaClient } from "../generated/prisma/client.ts";
import { makeAppend } from "./append/append.ts";
import { type Clock, makeAppendInTime } from "./append/append-in-time.ts";
import { makeWriteHealth, type WriteHealth } from "./append/write-health.ts";
import { type Connected, connected } from "./connections.ts";
import { type DatabaseAddress, sessionClient } from "./session.ts";

/**
 * A database as the other floors see it: they pass it to functions of the store. Its Prisma client and its pools are
 * reached by `connectionsOf`, which only the store may import.
 */
export interface Database extends Connected {
  /** The outcome of the last write. */
  writes: Pick<WriteHealth, "fault">;
}

/** A database for the part of a process that opened it, which also closes it. */
export interface OpenedDatabase extends Database {
  /** Closes the connections, and waits for those in use. */
  close(): Promise<void>;
}

/**
 * Time limits of a session. The slowest statement of the service takes tens of milliseconds, so one that takes seconds
 * is stuck. The client gets an error within the ten seconds that a request may take.
 */
const LIMITS = {
  /** For a lock that another session holds. */
  lock_timeout: "4s",
  statement_timeout: "6s",
  /** A process that hangs in a transaction must not keep its locks. */
  idle_in_transaction_session_timeout: "10s",
};

/** To open a connection, or to wait for a free one in the pool. */
const CONNECT_MS = 5_000;
/** To wait for any answer. A frozen server does not enforce its own limits, so the client drops the connection. */
const ANSWER_MS = 7_000;

/**
 * Opens a database. Connections are made on first use, to the address at that moment. `clock` is the machine's clock:
 * appends are refused while the database's clock differs too much from it.
 */
export function openDatabase(
  address: DatabaseAddress,
  onError: (error: Error) => void,
  clock: Clock = Temporal.Now.instant,
): OpenedDatabase {
  const poolOf = (max: number, more: Record<string, string> = {}, connectionTimeoutMillis = CONNECT_MS) =>
    new pg.Pool({
      max,
      connectionTimeoutMillis,
      query_timeout: ANSWER_MS,
      Client: sessionClient(address, { ...LIMITS, ...more }),
    });
  const pool = poolOf(10);
  // At most the cores of a small server, so that queries about the past wait for each other and writes do not wait for
  // them.
  const planned = poolOf(4, { plan_cache_mode: "force_generic_plan", jit: "off" });
  // Appends run one after another, and must not wait behind reads that are stuck.
  const appending = poolOf(1, { lock_timeout: "3s" }, 2_000);
  // Idle connections break when the server goes away. An unhandled error event would end the process.
  for (const each of [pool, planned, appending]) each.on("error", onError);
  const writes = makeWriteHealth();
  const append = makeAppend(makeAppendInTime(appending, clock));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    ...connected({ prisma, pool, planned, append: (document) => writes.watch(append(document)), clock, writes }),
    writes,
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), planned.end(), appending.end()]);
    },
  };
}
