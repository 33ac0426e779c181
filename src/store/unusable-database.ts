import pg from "pg";

/** A database that cannot be used as it is. The message says why, and what to do, to whoever started the service. */
export class UnusableDatabase extends Error {
  override readonly name = "UnusableDatabase";
}

/** A database as a sentence names it, without its password. */
export interface NamedDatabase {
  host: string;
  port: number;
  database: string;
  user: string;
}

/** What an address names; of one that cannot be read, nothing. */
export function namedBy(address: string): NamedDatabase {
  const { host, port, database, user } = new pg.Client(address);
  return { host, port, database: database ?? "", user: user ?? "" };
}

/** What to do about an error, by its code; the first that fits. */
const REMEDIES: [RegExp, (named: NamedDatabase) => string][] = [
  [/^28/, () => "Mend the user and the password in DATABASE_URL, or let the server's pg_hba.conf admit them"],
  [/^3D000$/, ({ database }) => `Create it (CREATE DATABASE "${database}"), or name another one in DATABASE_URL`],
  [
    // With neither right on a schema, PostgreSQL acts as if there were none.
    /^(42501|3F000)$/,
    ({ user }) =>
      `Let the owner of the database run: CREATE SCHEMA IF NOT EXISTS public; GRANT USAGE, CREATE ON SCHEMA public TO "${user}"; or name a user in DATABASE_URL who owns the database and its tables`,
  ],
  [/^25006$/, () => "Name a server in DATABASE_URL that can be written to, such as the primary one"],
  [/^53300$/, () => "Let the server take more connections (max_connections), or end some"],
  [/^57P03$/, () => "Start again when the server has come up"],
  [
    /^(ECONN|ENOTFOUND|ETIMEDOUT|EHOST|ENET|EAI_|57P|08)/,
    () => "Start that server, or name another one in DATABASE_URL",
  ],
];

/** An error's code, PostgreSQL's or the socket's, with its words; of Prisma's errors those of what they wrap. */
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

/** The sentence on a database of which an error says that it cannot be used. */
export function unusableBy(error: unknown, named: NamedDatabase): UnusableDatabase {
  if (error instanceof UnusableDatabase) return error;
  const { host, port, database } = named;
  const { code, message } = rootOf(error) ?? {
    code: "",
    message: error instanceof Error ? error.message : String(error),
  };
  const remedy = REMEDIES.find(([codes]) => codes.test(code))?.[1](named) ?? "Mend DATABASE_URL, or that database";
  const reason = message.replaceAll(/\s+/g, " ").replace(/\.$/, "");
  return new UnusableDatabase(`The database at ${host}:${port}/${database} cannot be used: ${reason}. ${remedy}.`, {
    cause: error,
  });
}

/** True where an error is the database's, and not a fault of Garita's own: it refused, or was not reached. */
export const isRefusal = (error: unknown): boolean => {
  const { code } = rootOf(error) ?? { code: "" };
  return code === "53100" || REMEDIES.some(([codes]) => codes.test(code));
};
