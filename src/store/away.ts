import { Unavailable } from "../domain/errors.ts";

/**
 * Codes by which a database that takes nothing at the moment is known: of sockets, of PostgreSQL (appendix A of its
 * manual) and of Prisma. Whoever waits a while and asks again may be served; nothing that was asked is at fault.
 */
const AWAY = new RegExp(
  `^(${[
    // Sockets: refused, cut, not found, not routed.
    "ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ENOENT|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN",
    // Connections that break; a server that refuses us, or knows no such database (any more).
    "08\\w{3}|28000|28P01|3D000",
    // A server that became read-only, as one does that turned into a standby.
    "25006",
    // Out of disk, memory or connections; errors of the disk itself.
    "53\\w{3}|58\\w{3}",
    // A statement or a lock that took too long, and deadlocks: others stand in the way.
    "57014|55P03|40001|40P01",
    // A session that idled in a transaction; a server that shuts down, crashed, or recovers.
    "25P0[34]|57P0[1-5]",
    // The same, as Prisma says it.
    "P1000|P1001|P1002|P1003|P1008|P1010|P1017|P2024|P2028|P2034|P2037",
  ].join("|")})$`,
);

/** Kinds of Prisma's driver adapter that carry no code. */
const AWAY_KINDS = new Set<unknown>(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout"]);

/** Errors that pg gives no code: of connections that broke or were not made in time, and of statements without an answer. */
const AWAY_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** True where an error, or what caused it, means that the database takes nothing at the moment, and not that it refused what was asked. */
export function isAway(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (error instanceof Unavailable) return true;
  const { kind, cause, message, meta } = error as Record<string, unknown>;
  if (AWAY.test(codeOf(error) ?? "") || AWAY_KINDS.has(kind)) return true;
  if (typeof message === "string" && AWAY_MESSAGES.test(message)) return true;
  if (error instanceof AggregateError && error.errors.some(isAway)) return true;
  return isAway(cause) || isAway((meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError);
}

/** The code of an error, of the database where Prisma tells it; undefined where it has none. */
export function codeOf(error: unknown): string | undefined {
  const { code, originalCode } = (error ?? {}) as Record<string, unknown>;
  return [originalCode, code].find((each): each is string => typeof each === "string");
}
