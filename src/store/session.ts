import pg from "pg";

/** Where a database is reached; a function where that may change while the process runs. */
export type DatabaseAddress = string | (() => string);

/**
 * The settings of every session, whatever the server, the database or the role has as its own. Prisma and pg read times
 * as UTC in ISO form, Prisma names its tables in `public`, and a session that listens or holds a lock stays idle for hours.
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

/** Without a limit for whole transactions, which servers know since PostgreSQL 17. */
const NO_TRANSACTION_LIMIT = "SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'transaction_timeout'";

/** How long a server may take to accept these: it has just answered. */
const SET_MS = 5_000;

/**
 * A class of clients that connect to the address as it is then, and whose sessions have the settings of every session and
 * those in `more`. They are set by a statement and not while connecting: poolers such as PgBouncer refuse or drop the latter.
 */
export function sessionClient(address: DatabaseAddress, more: Record<string, string> = {}) {
  const settings = Object.entries({ ...SESSION, ...more });
  const text = [...settings.map(([name, value]) => `SET ${name} TO '${value}'`), NO_TRANSACTION_LIMIT].join("; ");
  return class SessionClient extends pg.Client {
    constructor(config: pg.ClientConfig = {}) {
      super({ ...config, connectionString: typeof address === "string" ? address : address() });
    }

    override connect(): Promise<pg.Client>;
    override connect(callback: (error: Error | null, client: pg.Client) => void): void;
    override connect(callback?: (error: Error | null, client: pg.Client) => void): Promise<pg.Client> | undefined {
      const ready = super.connect().then(() => this.#begin());
      if (callback === undefined) return ready;
      ready.then(
        () => callback(null, this),
        (error: Error) => callback(error, this),
      );
      return undefined;
    }

    async #begin(): Promise<this> {
      // Nobody else listens yet, and an unheard error event would end the process.
      const ignore = () => undefined;
      this.on("error", ignore);
      const query: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: SET_MS };
      try {
        await this.query(query);
      } catch (error) {
        // What becomes of it tells nobody any more: `ignore` stays.
        this.connection.stream.destroy();
        throw error;
      }
      this.off("error", ignore);
      return this;
    }
  };
}
