import pg from "pg";
import { ROLE_SQL, type ServerRole } from "./server-role.ts";

/** One server of an address. */
export interface Server {
  /** Address of the database on this server alone. */
  address: string;
  host: string;
  port: number;
}

/** A server that answered. */
export interface ProbedServer extends ServerRole {
  server: Server;
  /** Timeline of a primary, which every promotion raises. Null on a standby, and if the server does not tell. */
  timeline: number | null;
}

/** Time for opening the connection, and for each of the two answers, in milliseconds. */
const PROBE_MS = 1_500;

/** The first eight digits of the name of a WAL file are its timeline, in hexadecimal. */
const TIMELINE_SQL = "SELECT left(pg_walfile_name(pg_current_wal_lsn()), 8) AS timeline";

/** Asks a server for its role, on a connection of its own. @throws if it does not answer in time */
export async function probeServer(server: Server): Promise<ProbedServer> {
  const client = new pg.Client({
    connectionString: server.address,
    connectionTimeoutMillis: PROBE_MS,
    query_timeout: PROBE_MS,
  });
  // The statement in progress reports a broken connection. An unhandled error event would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const [role] = (await client.query<ServerRole>(ROLE_SQL)).rows;
    if (role === undefined) throw new Error("the server returned no row about itself");
    return { server, ...role, timeline: role.isStandby ? null : await readTimeline(client) };
  } finally {
    // A frozen server does not answer the farewell either.
    client.end().catch(() => undefined);
  }
}

/** Returns null if the server has its own kind of log, as some cloud services do. */
async function readTimeline(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query<{ timeline: string }>(TIMELINE_SQL).catch(() => ({ rows: [] }));
  return rows[0] === undefined ? null : Number.parseInt(rows[0].timeline, 16);
}
