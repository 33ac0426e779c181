import pg from "pg";
import { makeHangingWay } from "./hanging-way.ts";

/** A database that can be made to hang. The time zone of the database is not UTC. */
export interface FieldDatabase {
  /** The URL for the service. */
  url: string;
  /** Queries the database without the proxy. If the server is suspended, the query waits. */
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  hang(): Promise<void>;
  goOn(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Prepares an empty database on a shared server. `hang` makes a proxy in front of the database hang, and `goOn` makes
 * it continue.
 */
export async function makeFieldDatabase(url: string): Promise<FieldDatabase> {
  await setZone(url);
  const way = await makeHangingWay(url);
  return {
    url: way.url,
    query: (text, values) => query(url, text, values),
    hang: async () => way.hang(),
    goOn: async () => way.goOn(),
    close: () => way.close(),
  };
}

/** A time zone whose local time never equals UTC. */
export const DATABASE_ZONE = "America/Chicago";

/** Sets the time zone of all future sessions. */
export async function setZone(url: string): Promise<void> {
  await query(url, `ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET timezone TO '${DATABASE_ZONE}'`);
  const [row] = await query(url, "SHOW timezone");
  if (row?.TimeZone !== DATABASE_ZONE) throw new Error(`the zone of the database is ${JSON.stringify(row)}`);
}

/** Runs one query on a separate connection. */
export async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  // A query in progress fails by itself if the server ends. An unhandled error event would end this process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
