import type { QueryResultRow } from "pg";
import type { Database } from "../database.ts";
import { leaseLocks } from "../lease-locks.ts";

/** The subscriptions that this process alone serves: known to all processes, and free at the latest when it is gone. */
export interface SubscriptionHolds {
  /** False where another process has it. */
  take(id: string): Promise<boolean>;
  give(id: string): Promise<void>;
  /** Aborts where the connection breaks: from then on another process may take what this one has. */
  lost: AbortSignal;
  close(): void;
}

/** A process that goes on says so in the session of its holds; one that has not for so long stands still. */
const SIGNS = { everyMs: 5_000, stillSeconds: 30 };

// What was sent before its process stopped, and is sent again by another, is the same message with the same id.
const LOCKS = leaseLocks(72_707_373, "state_change");

/** Opens a session whose locks are the holds: the server frees them when the session ends, however it ends. */
export async function openHolds(db: Database, signs = SIGNS): Promise<SubscriptionHolds> {
  const client = await db.pool.connect();
  const broken = new AbortController();
  const onBreak = () => broken.abort(new Error("the connection broke that held the subscriptions"));
  // A connection in use is not watched by the pool, and an unheard error event would end the process.
  client.on("error", onBreak).on("end", onBreak);
  let isClosed = false;
  let signing: NodeJS.Timeout | undefined;
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    clearInterval(signing);
    // What it still has to say while it is ended is of no interest, and is not to end the process.
    client
      .off("error", onBreak)
      .off("end", onBreak)
      .on("error", () => undefined);
    // Ended with the session are its locks, whatever became of giving them back one by one.
    client.release(true);
  };
  try {
    await client.query(`SELECT ${LOCKS.keepAlive}`);
  } catch (error) {
    close();
    throw error;
  }
  // A session answers one question at a time.
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
  // Where nothing is answered to it, another process may take what this one holds at any moment.
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
