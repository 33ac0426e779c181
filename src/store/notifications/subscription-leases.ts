import type { QueryResultRow } from "pg";
import type { Database } from "../database.ts";

/**
 * The leases of this process on subscriptions. A subscription is served only by the process that holds its lease. All
 * processes see the leases, and a lease ends with its process at the latest.
 */
export interface SubscriptionHolds {
  /** Returns false if another process holds the lease. */
  take(id: string): Promise<boolean>;
  give(id: string): Promise<void>;
  /** Aborts when the connection breaks. From then on another process may acquire these leases. */
  lost: AbortSignal;
  close(): void;
}

/**
 * The first key of these advisory locks sets them apart from others with two keys. The second is the subscription's.
 */
const SUBSCRIPTION_LOCKS = 72_707_373;

// Without keepalives, the server would notice only after two hours that the client's machine has vanished.
const KEEP_ALIVE = `
SELECT set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
  set_config('tcp_keepalives_count', '3', false)`;

/**
 * The heartbeat: a live process sends a statement in the session of its leases every five seconds. After 30 seconds
 * without one, the process counts as hung.
 */
const SIGNS = { everyMs: 5_000, stillSeconds: 30 };

// A hung process may already have sent an event that another process now sends again. Both messages have the same id.
const END_STILL = `
SELECT pg_terminate_backend(l.pid, 2000) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE a.state_change < clock_timestamp() - $2 * interval '1 second' AND l.locktype = 'advisory' AND l.objsubid = 2
  AND l.granted AND l.classid = ${SUBSCRIPTION_LOCKS}::oid AND l.objid = hashtext($1)::oid
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * Opens a session whose advisory locks are the leases. The server releases them when the session ends for any reason.
 */
export async function openHolds(db: Database, signs = SIGNS): Promise<SubscriptionHolds> {
  const client = await db.pool.connect();
  const broken = new AbortController();
  const onBreak = () => broken.abort(new Error("the connection broke that held the subscriptions"));
  // The pool does not handle errors of a connection in use. An unhandled error event would end the process.
  client.on("error", onBreak).on("end", onBreak);
  let isClosed = false;
  let signing: NodeJS.Timeout | undefined;
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    clearInterval(signing);
    // Ignore errors while the connection closes; an unhandled one would end the process.
    client
      .off("error", onBreak)
      .off("end", onBreak)
      .on("error", () => undefined);
    // Closing the session releases all its locks, including any that could not be unlocked one by one.
    client.release(true);
  };
  try {
    await client.query(KEEP_ALIVE);
  } catch (error) {
    close();
    throw error;
  }
  // A session runs one statement at a time.
  let last: Promise<unknown> = Promise.resolve();
  const say = <Row extends QueryResultRow>(sql: string, values: unknown[] = []) => {
    const answer = last.then(() => client.query<Row>(sql, values));
    last = answer.catch(() => undefined);
    return answer;
  };
  const ask = async (lock: string, id: string): Promise<boolean> => {
    const { rows } = await say<{ done: boolean }>(`SELECT ${lock}(${SUBSCRIPTION_LOCKS}, hashtext($1)) AS done`, [id]);
    return rows[0]?.done === true;
  };
  const take = (id: string) => ask("pg_try_advisory_lock", id);
  // If the heartbeat fails, another process may acquire the leases at any moment.
  signing = setInterval(() => say("SELECT 1").catch(onBreak), signs.everyMs);
  const endStill = async (id: string) => (await db.pool.query(END_STILL, [id, signs.stillSeconds])).rowCount !== 0;
  return {
    take: async (id) => (await take(id)) || ((await endStill(id)) && (await take(id))),
    async give(id) {
      await ask("pg_advisory_unlock", id);
    },
    lost: broken.signal,
    close,
  };
}
