import type { QueryResultRow } from "pg";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { leaseLocks } from "../lease-locks.ts";

/**
 * This process's leases on subscriptions. Only the holder of the lease serves a subscription. Leases end with their
 * process at the latest.
 */
export interface SubscriptionLeases {
  /** Acquires the lease. Returns false if another process holds it. */
  take(id: string): Promise<boolean>;
  give(id: string): Promise<void>;
  /** Aborts when the connection breaks. Other processes may then acquire these leases. */
  lost: AbortSignal;
  close(): void;
}

/**
 * A live process runs a statement in the session of its leases every `everyMs`. A process that has run none for
 * `stillSeconds` is stuck.
 */
const SIGNS = { everyMs: 5_000, stillSeconds: 30 };

// Taking over from a stuck process is safe: if both send an event, the receiver recognises its id.
const LOCKS = leaseLocks(72_707_373, "state_change");

/** Opens a session whose advisory locks are the leases. The server releases them when the session ends. */
export async function openLeases(db: Database, signs = SIGNS): Promise<SubscriptionLeases> {
  const client = await connectionsOf(db).pool.connect();
  const broken = new AbortController();
  const onBreak = () => broken.abort(new Error("the connection that held the subscriptions broke"));
  // The pool does not handle errors of a connection in use. An unhandled error event would end the process.
  client.on("error", onBreak).on("end", onBreak);
  let isClosed = false;
  let signing: NodeJS.Timeout | undefined;
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    clearInterval(signing);
    // An unhandled error of the closing connection would end the process.
    client
      .off("error", onBreak)
      .off("end", onBreak)
      .on("error", () => undefined);
    // Closing the session releases all its locks.
    client.release(true);
  };
  try {
    await client.query(`SELECT ${LOCKS.keepAlive}`);
  } catch (error) {
    close();
    throw error;
  }
  // A session runs one statement at a time, so each waits for the one before.
  let last: Promise<unknown> = Promise.resolve();
  const say = <Row extends QueryResultRow>(sql: string, values: unknown[] = []) => {
    const answer = last.then(() => client.query<Row>(sql, values));
    last = answer.catch(() => undefined);
    return answer;
  };
  const ask = async (lock: string, id: string): Promise<boolean> => {
    const { rows } = await say<{ done: boolean }>(`SELECT ${lock} AS done`, [id]);
    return rows[0]?.done === true;
  };
  const take = (id: string) => ask(LOCKS.take, id);
  // If a statement fails, the leases count as lost, because other processes may take them over.
  signing = setInterval(() => say("SELECT 1").catch(onBreak), signs.everyMs);
  return {
    take: async (id) => (await take(id)) || ((await LOCKS.endHolder(db, id, signs.stillSeconds)) && (await take(id))),
    async give(id) {
      await ask(LOCKS.give, id);
    },
    lost: broken.signal,
    close,
  };
}
