import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "../generated/prisma/client.ts";
import { type Append, makeAppend } from "./append.ts";
import { type DatabaseAddress, sessionClient } from "./session.ts";

/** The two hands on one PostgreSQL: Prisma for typed rows, a pool for what takes a statement of our own. */
export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  /** For statements on the record that take longer to plan than to run: they are planned once for whatever is asked. */
  planned: pg.Pool;
  /** Appends to the log. */
  append: Append;
  close(): Promise<void>;
}

/** Opens a database. Connections are made when first needed, to the address as it is then; `close` waits for those in use. */
export function openDatabase(address: DatabaseAddress, onError: (error: Error) => void): Database {
  const poolOf = (max: number, settings: Record<string, string>) =>
    new pg.Pool({ max, connectionTimeoutMillis: 5_000, Client: sessionClient(address, settings) });
  // A statement that takes ten seconds here is stuck: the slowest in the service takes milliseconds.
  const limits = { statement_timeout: "10s" };
  const pool = poolOf(10, limits);
  // No more than the cores of a small server: reads of the past wait for each other, not writes for them.
  const planned = poolOf(4, { ...limits, plan_cache_mode: "force_generic_plan", jit: "off" });
  // A server that goes away breaks idle connections, and an unheard error event would end the process.
  for (const each of [pool, planned]) each.on("error", onError);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    planned,
    append: makeAppend(pool),
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), planned.end()]);
    },
  };
}

/** Codes by which a server that is not reached, or is going away, is told: of the socket, of PostgreSQL, of Prisma. */
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN|57P0[123]|08\w{3}|53300|P1001|P1002|P1008|P1017|P2024)$/;

/** True where an error, or what caused it, means that the database is not reached, and not that it refused. */
export function isAway(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, originalCode, kind, cause, message } = error as Record<string, unknown>;
  if ([code, originalCode].some((each) => typeof each === "string" && AWAY.test(each))) return true;
  if (kind === "DatabaseNotReachable" || kind === "ConnectionClosed" || kind === "SocketTimeout") return true;
  // pg gives these two no code.
  if (typeof message === "string" && /^(Connection terminated|timeout exceeded when trying to connect)/.test(message))
    return true;
  if (error instanceof AggregateError && error.errors.some(isAway)) return true;
  return isAway(cause) || isAway((error as { meta?: { driverAdapterError?: unknown } }).meta?.driverAdapterError);
}
