import pg from "pg";
import { addressesIn } from "../setting-kinds.ts";

/**
 * Thrown for a database that cannot be used. The message tells the person who started the service why the database
 * cannot be used, and what to do.
 */
export class UnusableDatabase extends Error {
  override readonly name = "UnusableDatabase";
}

/** Parts of an address for error messages, without the password. */
export interface NamedDatabase {
  /** Hosts and ports of all servers: `h1:5432,h2:5433`. */
  servers: string;
  database: string;
  user: string;
  /** Setting that has the address. */
  setting: string;
}

/** Parses an address. Missing parts get pg's defaults or are empty. */
export function namedBy(address: string, setting = "DATABASE_URL"): NamedDatabase {
  const clients = addressesIn(address).map((each) => new pg.Client(each));
  const { database = "", user = "" } = clients[0] ?? {};
  return { servers: clients.map(({ host, port }) => `${host}:${port}`).join(","), database, user, setting };
}

/** Remedies by error code. The first match applies. */
const REMEDIES: [RegExp, (named: NamedDatabase) => string][] = [
  [
    /^28/,
    ({ setting }) => `Correct the user and the password in ${setting}, or allow them in the server's pg_hba.conf`,
  ],
  [
    /^3D000$/,
    ({ database, setting }) => `Create it (CREATE DATABASE "${database}"), or set ${setting} to another database`,
  ],
  [
    // If a role has no privilege on a schema, PostgreSQL says that the schema does not exist (3F000).
    /^(42501|3F000)$/,
    ({ user, setting }) =>
      `Let the owner of the database run: CREATE SCHEMA IF NOT EXISTS public; GRANT USAGE, CREATE ON SCHEMA public TO "${user}"; or use a user in ${setting} who owns the database and its tables`,
  ],
  [/^25006$/, ({ setting }) => `Set ${setting} to a server that accepts writes, such as the primary`],
  [/^53300$/, () => "Allow more connections on the server (max_connections), or close some"],
  [/^57P03$/, () => "Start Garita again once the server is ready"],
  [
    /^(ECONN|ENOTFOUND|ETIMEDOUT|EHOST|ENET|EAI_|57P|08)/,
    ({ setting }) => `Start that server, or set ${setting} to another server`,
  ],
];

/** Returns the code and message of an error from PostgreSQL or a socket, even inside Prisma's error. */
function rootOf(error: unknown): { code: string; message: string } | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { originalCode, originalMessage, code, cause, meta, message } = error as Record<string, unknown>;
  if (typeof originalCode === "string") return { code: originalCode, message: String(originalMessage ?? message) };
  const wrapped = [cause, (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError];
  if (error instanceof AggregateError) wrapped.push(...error.errors);
  const inner = wrapped.map(rootOf).find((each) => each !== undefined);
  if (inner !== undefined) return inner;
  return typeof code === "string" && !/^P\d{4}$/.test(code) ? { code, message: String(message || code) } : undefined;
}

/** Returns the error for a database that `error` makes unusable. */
export function unusableBy(error: unknown, named: NamedDatabase): UnusableDatabase {
  if (error instanceof UnusableDatabase) return error;
  const { servers, database } = named;
  const { code, message } = rootOf(error) ?? {
    code: "",
    message: error instanceof Error ? error.message : String(error),
  };
  const remedy =
    REMEDIES.find(([codes]) => codes.test(code))?.[1](named) ?? `Correct ${named.setting}, or repair the database`;
  const reason = message.replaceAll(/\s+/g, " ").replace(/\.$/, "");
  return new UnusableDatabase(`The database at ${servers}/${database} cannot be used: ${reason}. ${remedy}.`, {
    cause: error,
  });
}

/** Returns true if the database refused a request or is unreachable. Returns false for a bug in Garita. */
export const isRefusal = (error: unknown): boolean => {
  const { code } = rootOf(error) ?? { code: "" };
  return code === "53100" || REMEDIES.some(([codes]) => codes.test(code));
};
