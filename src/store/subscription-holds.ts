import type { Database } from "./database.ts";

/** The subscriptions that this process alone serves: known to all processes, and free at the latest when it is gone. */
export interface SubscriptionHolds {
  /** False where another process has it. */
  take(id: string): Promise<boolean>;
  give(id: string): Promise<void>;
  /** Aborts where the connection breaks: from then on another process may take what this one has. */
  lost: AbortSignal;
  close(): void;
}

/** Sets these locks apart from others that take two keys; the second is the subscription's. */
const SUBSCRIPTION_LOCKS = 72_707_373;

// Of a machine that vanishes the server hears nothing; without these it would wait two hours.
const KEEP_ALIVE = `
SELECT set_config('tcp_keepalives_idle', '30', false), set_config('tcp_keepalives_interval', '10', false),
  set_config('tcp_keepalives_count', '3', false)`;

/** Opens a session whose locks are the holds: the server frees them when the session ends, however it ends. */
export async function openHolds(db: Database): Promise<SubscriptionHolds> {
  const client = await db.pool.connect();
  const broken = new AbortController();
  const onBreak = () => broken.abort(new Error("the connection broke that held the subscriptions"));
  // A connection in use is not watched by the pool, and an unheard error event would end the process.
  client.on("error", onBreak).on("end", onBreak);
  let isClosed = false;
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    // What it still has to say while it is ended is of no interest, and is not to end the process.
    client
      .off("error", onBreak)
      .off("end", onBreak)
      .on("error", () => undefined);
    // Ended with the session are its locks, whatever became of giving them back one by one.
    client.release(true);
  };
  try {
    await client.query(KEEP_ALIVE);
  } catch (error) {
    close();
    throw error;
  }
  // A session answers one question at a time.
  let last: Promise<unknown> = Promise.resolve();
  const ask = (lock: string, id: string): Promise<boolean> => {
    const sql = `SELECT ${lock}(${SUBSCRIPTION_LOCKS}, hashtext($1)) AS done`;
    const answer = last.then(() => client.query<{ done: boolean }>(sql, [id]));
    last = answer.catch(() => undefined);
    return answer.then(({ rows }) => rows[0]?.done === true);
  };
  return {
    take: (id) => ask("pg_try_advisory_lock", id),
    async give(id) {
      await ask("pg_advisory_unlock", id);
    },
    lost: broken.signal,
    close,
  };
}
