import { Unavailable } from "../domain/errors.ts";

/**
 * Error codes of a database that is temporarily unavailable: from sockets, PostgreSQL (appendix A of its manual) and
 * Prisma. A retry may succeed.
 */
const AWAY = new RegExp(
  `^(${[
    // Sockets: connection refused or reset, host not found, no route.
    "ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ENOENT|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN",
    // Connection errors, a rejected login, and a missing database.
    "08\\w{3}|28000|28P01|3D000",
    // A server that became read-only, such as a primary that is now a standby.
    "25006",
    // Out of disk space, memory or connections; I/O errors of the disk.
    "53\\w{3}|58\\w{3}",
    // Timeouts of statements and locks, and deadlocks. Other sessions cause them.
    "57014|55P03|40001|40P01",
    // A session idle too long in a transaction, and a server that shuts down, crashed, or is recovering.
    "25P0[34]|57P0[1-5]",
    // Prisma's codes for the same errors.
    "P1000|P1001|P1002|P1003|P1008|P1010|P1017|P2024|P2028|P2034|P2037",
  ].join("|")})$`,
);

/** Errors from Prisma's driver adapter that have no code. */
const AWAY_KINDS = new Set<unknown>(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout"]);

/**
 * Messages of errors from pg that have no code: broken connections, connection timeouts, and statements without an
 * answer.
 */
const AWAY_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed)/;

/**
 * Returns true if an error, or its cause, means that the database is unavailable. Returns false if a request was
 * invalid.
 */
export function isAway(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (error instanceof Unavailable) return true;
  const { kind, cause, message, meta } = error as Record<string, unknown>;
  if (AWAY.test(codeOf(error) ?? "") || AWAY_KINDS.has(kind)) return true;
  if (typeof message === "string" && AWAY_MESSAGES.test(message)) return true;
  if (error instanceof AggregateError && error.errors.some(isAway)) return true;
  return isAway(cause) || isAway((meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError);
}

/**
 * Returns the code of an error, or undefined if there is none. If Prisma passes on the database's own code, returns
 * that.
 */
export function codeOf(error: unknown): string | undefined {
  const { code, originalCode } = (error ?? {}) as Record<string, unknown>;
  return [originalCode, code].find((each): each is string => typeof each === "string");
}
