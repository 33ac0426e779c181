import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "../generated/prisma/client.ts";
import { makeAppend } from "./append/append.ts";
import { makeAppendInTime } from "./append/append-in-time.ts";
import { hashMissing } from "./append/hash-missing.ts";
import { watchedAppend } from "./append/write-health.ts";
import { connected, connectionsOf } from "./connections.ts";
import type { Database } from "./database.ts";

/**
 * A database for one run. From `begin` to `close`, its statements use one session, and fail once that session has
 * ended.
 */
export interface RunDatabase {
  db: Database;
  /**
   * Allows one session to open.
   * @returns a signal that aborts when the session breaks
   */
  begin(): AbortSignal;
  /** Returns true if no statement is in progress. */
  isIdle(): boolean;
  /** Ends the session. Returns false if a statement may still be running. `begin` must not be called after that. */
  close(): Promise<boolean>;
}

/** A pool with one session. It never opens a second session by itself. */
class SessionPool extends pg.Pool {
  mayConnect = false;

  constructor({ onConnect, ...options }: pg.PoolConfig) {
    super({
      ...options,
      max: 1,
      idleTimeoutMillis: 0,
      onConnect: async (client) => {
        if (!this.mayConnect)
          throw new Error("The session of this run has ended; another process may have taken over the job.");
        this.mayConnect = false;
        await onConnect?.(client);
      },
    });
  }

  // The pool's own `query` closes the session after every failed statement, which would release the lock.
  // biome-ignore lint/suspicious/noExplicitAny: its type has an overload for every way to call it
  override async query(...asked: any[]): Promise<any> {
    const client = await this.connect();
    try {
      const result = await (client.query as (...asked: unknown[]) => Promise<unknown>)(...asked);
      client.release();
      return result;
    } catch (error) {
      client.release(!(error instanceof pg.DatabaseError));
      throw error;
    }
  }
}

/**
 * Creates a handle on the same database as `db`. Its statements have their own session after `begin`. Prepared reads
 * still use the sessions of `db`, because they change nothing.
 */
export function makeRunDatabase(db: Database): RunDatabase {
  const shared = connectionsOf(db);
  const pool = new SessionPool(shared.pool.options);
  pool.on("error", () => undefined);
  const append = makeAppend(makeAppendInTime(pool, shared.clock, () => hashMissing(shared)));
  let prisma: PrismaClient | undefined;
  let session: pg.PoolClient | undefined;
  let broken = new AbortController();
  pool.on("connect", (client) => {
    session = client;
    const ours = broken;
    const onBreak = () => ours.abort(new Error("the connection that held the run broke"));
    client.on("error", onBreak).on("end", onBreak);
  });
  return {
    db: {
      ...connected({
        ...shared,
        pool,
        get prisma() {
          prisma ??= new PrismaClient({ adapter: new PrismaPg(pool) });
          return prisma;
        },
        append: watchedAppend(append, shared.writes),
      }),
      writes: db.writes,
    },
    begin() {
      broken = new AbortController();
      pool.mayConnect = true;
      return broken.signal;
    },
    isIdle: () => pool.idleCount === pool.totalCount,
    async close() {
      pool.mayConnect = false;
      if (pool.idleCount === 1) (await pool.connect()).release(true);
      if (pool.totalCount === 0) return true;
      await session?.end();
      return false;
    },
  };
}
