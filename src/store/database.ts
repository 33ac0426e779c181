import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { PrismaClient } from "../generated/prisma/client.ts";
import { makeAppend } from "./append/append.ts";
import { type Clock, makeAppendInTime } from "./append/append-in-time.ts";
import { hashMissing } from "./append/hash-missing.ts";
import { makeWriteHealth, type WriteHealth, watchedAppend } from "./append/write-health.ts";
import { type Connected, connected } from "./connections.ts";
import { type DatabaseAddress, makeServerChooser } from "./servers/choose-server.ts";
import { sessionClient, watchHangs } from "./session.ts";

/**
 * A database as code outside the store sees it. Only the store can use its Prisma client and pools, through
 * `connectionsOf`.
 */
export interface Database extends Connected {
  /** Outcome of the last write. */
  writes: Pick<WriteHealth, "fault">;
}

/** An open database, for the code that must close it. */
export interface OpenedDatabase extends Database {
  /** Waits for connections in use, then closes them all. */
  close(): Promise<void>;
}

/**
 * Time limits of a session. The slowest statement takes tens of milliseconds, so one that takes seconds is stuck. With
 * these limits, the client gets an error within the ten seconds of a request.
 */
const LIMITS = {
  /** Waiting for another session's lock. */
  lock_timeout: "4s",
  statement_timeout: "6s",
  /** A transaction waiting for its next statement. Frees the locks of a stuck process. */
  idle_in_transaction_session_timeout: "10s",
};

/** Opening a connection, or waiting for a free one. */
const CONNECT_MS = 5_000;
/** Waiting for any answer. A frozen server does not enforce its own limits, so the client drops the connection. */
const ANSWER_MS = 7_000;

/** Default maximum number of connections of a process. */
const CONNECTIONS = 15;

/** `read` for a database that is only read. Its sessions refuse writes, even on a primary. */
export type DatabaseAccess = "full" | "read";

/**
 * Opens a database. Connections are opened when first used, to the address at that moment. If the address names several
 * servers, full access uses the one that accepts writes, and read access the first that answers. `clock` is the
 * machine's clock; appends are refused while the database's clock differs too much. `connections` is the maximum number
 * of connections, at least six. Runs of jobs have further connections of their own.
 */
export function openDatabase(
  address: DatabaseAddress,
  onError: (error: Error) => void,
  clock: Clock = Temporal.Now.instant,
  access: DatabaseAccess = "full",
  connections = CONNECTIONS,
): OpenedDatabase {
  const servers = makeServerChooser(address, access === "full" ? "read-write" : "any");
  const limits = { ...LIMITS, ...(access === "read" ? { default_transaction_read_only: "on" } : {}) };
  const poolOf = (max: number, more: Record<string, string> = {}, connectionTimeoutMillis = CONNECT_MS) =>
    new pg.Pool({
      max,
      connectionTimeoutMillis,
      query_timeout: ANSWER_MS,
      Client: sessionClient(servers, { ...limits, ...more }),
    });
  // Four is the number of cores of a small server. Queries about the past may wait for each other, and writes use other
  // connections.
  const reads = Math.min(4, Math.floor(connections / 3));
  const planned = poolOf(reads, { plan_cache_mode: "force_generic_plan", jit: "off" });
  const pool = poolOf(connections - reads - 1);
  // Appends run one after another, and must not wait behind stuck reads.
  const appending = poolOf(1, { lock_timeout: "3s" }, 2_000);
  // Idle connections break when the server goes away. An unhandled error event would end the process.
  for (const each of [pool, planned, appending]) {
    each.on("error", onError);
    watchHangs(each);
  }
  const writes = makeWriteHealth();
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const append = makeAppend(makeAppendInTime(appending, clock, () => hashMissing({ prisma, pool })));
  return {
    ...connected({ prisma, pool, planned, append: watchedAppend(append, writes), clock, writes }),
    writes,
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), planned.end(), appending.end()]);
    },
  };
}
