import pg from "pg";
import { makeHangingWay } from "./hanging-way.ts";

/** A database whose zone is not UTC, and which can hang. */
export interface FieldDatabase {
  /** The address that the service is given. */
  url: string;
  /** Asks it behind the service's back; not while it hangs. */
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  hang(): Promise<void>;
  goOn(): Promise<void>;
  close(): Promise<void>;
}

/** Sets the zone of an empty database, and puts before it a way that can hang: for a server that others use as well. */
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

/** A zone in which no instant has the local time of UTC. */
export const DATABASE_ZONE = "America/Chicago";

/** Sets the zone of all sessions to come. */
export async function setZone(url: string): Promise<void> {
  await query(url, `ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET timezone TO '${DATABASE_ZONE}'`);
  const [row] = await query(url, "SHOW timezone");
  if (row?.TimeZone !== DATABASE_ZONE) throw new Error(`the zone of the database is ${JSON.stringify(row)}`);
}

/** Asks a database one thing, on a connection of its own. */
export async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
