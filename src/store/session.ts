import pg from "pg";
import type { ServerChooser } from "./servers/choose-server.ts";
import type { Server } from "./servers/probe-server.ts";
import { ROLE_SQL, type ServerRole } from "./servers/server-role.ts";

/**
 * Settings of every session. They replace those of the server, the database and the role. Prisma and pg expect UTC and
 * ISO format, and Prisma expects its tables in `public`. Sessions that listen or hold a lock may be idle for hours.
 */
const SESSION: Record<string, string> = {
  TimeZone: "UTC",
  DateStyle: "ISO, MDY",
  IntervalStyle: "postgres",
  client_encoding: "UTF8",
  standard_conforming_strings: "on",
  bytea_output: "hex",
  extra_float_digits: "1",
  search_path: "public",
  default_transaction_isolation: "read committed",
  idle_session_timeout: "0",
  idle_in_transaction_session_timeout: "0",
};

/** Removes the time limit on transactions, which PostgreSQL has had since version 17. */
const NO_TRANSACTION_LIMIT = "SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'transaction_timeout'";

/** Time limit for applying the settings. It is short, because the server has just answered. */
const SET_MS = 5_000;

/**
 * Returns a class of clients that connect to the chosen server and apply the session settings and `more`. They run SET
 * statements, because poolers such as PgBouncer reject or drop startup parameters.
 */
export function sessionClient(servers: ServerChooser, more: Record<string, string> = {}) {
  const settings = Object.entries({ ...SESSION, ...more });
  const text = [...settings.map(([name, value]) => `SET ${name} TO '${value}'`), NO_TRANSACTION_LIMIT].join("; ");
  return class SessionClient extends pg.Client {
    /** The chosen server. Null until connected, and if there was no choice. */
    #server: Server | null = null;

    constructor(config: pg.ClientConfig = {}) {
      super({ ...config, connectionString: servers.first() });
      // An unhandled error event would end the process. When a pool hands a connection from one caller to the next, the
      // connection has no other handler until the next caller runs, and a server that shuts down may end it just then.
      this.on("error", () => undefined);
    }

    override connect(): Promise<pg.Client>;
    override connect(callback: (error: Error | null, client: pg.Client) => void): void;
    override connect(callback?: (error: Error | null, client: pg.Client) => void): Promise<pg.Client> | undefined {
      const ready = this.#open();
      if (callback === undefined) return ready;
      ready.then(
        () => callback(null, this),
        (error: Error) => callback(error, this),
      );
      return undefined;
    }

    async #open(): Promise<this> {
      const server = await servers.choose();
      if (server !== null) Object.assign(this, { host: server.host, port: server.port });
      try {
        await super.connect();
        await this.#begin(server);
      } catch (error) {
        if (server !== null) servers.doubt(server);
        throw error;
      }
      if (server !== null) this.#join(server);
      return this;
    }

    #join(server: Server): void {
      const end = () => void this.connection.stream.destroy();
      servers.join(server, end);
      this.once("error", () => servers.doubt(server)).once("end", () => servers.leave(end));
      this.#server = server;
    }

    /** Notes that the server does not answer, although it has time limits of its own. Looks for another server. */
    hangs(): void {
      if (this.#server === null) return;
      servers.doubt(this.#server);
      // Idle sessions of the pools are on the same server. They end if another one is found.
      servers.choose().catch(() => undefined);
    }

    async #begin(server: Server | null): Promise<void> {
      const ask = <Row extends pg.QueryResultRow>(statement: string) => {
        const query: pg.QueryConfig & { query_timeout: number } = { text: statement, query_timeout: SET_MS };
        return this.query<Row>(query);
      };
      try {
        const [role] = server === null ? [] : (await ask<ServerRole>(ROLE_SQL)).rows;
        if (server !== null && role !== undefined) servers.check(server, role);
        await ask(text);
      } catch (error) {
        this.connection.stream.destroy();
        throw error;
      }
    }
  };
}

/** Lets the next sessions of a pool look for another server if the server of one does not answer. */
export function watchHangs(pool: pg.Pool): void {
  pool.on("release", (error: Error | undefined, client) => {
    if (error?.message === "Query read timeout") (client as Partial<{ hangs(): void }>).hangs?.();
  });
}
