import type pg from "pg";
import { Temporal } from "temporal-polyfill";
import { Unavailable } from "../../domain/errors.ts";
import { codeOf } from "../away.ts";
import { toInstant } from "../rows.ts";

/** The place of a report in the log, and the time of it. */
export interface Place {
  seq: number;
  recordedAt: Temporal.Instant;
}

/** The clock of this machine, which the database's is compared with. */
export type Clock = () => Temporal.Instant;

/**
 * How long an append may take, in milliseconds: as long again goes by in line before it, and both fit into what a request
 * may take. The server refuses to append a little earlier than we give up, for its answer has to arrive.
 */
const PATIENCE_MS = 4_000;
const ANSWER_MS = 500;

/** How far the two clocks may be apart; `append_in_time` has it too. */
export const FARTHEST = { seconds: 120 };

/** What the database says about appends that it refuses: see the migration `append_in_time`. */
const CLOCKS_DIFFER = "GA503";
const TOO_LATE = "GA504";

/**
 * Appends documents in one transaction, in time or not at all: whoever is told that it failed can rely on it that nothing
 * is recorded later, though the server stood still and went on. Only a connection that breaks, or a server that stands
 * still, within the milliseconds of the commit itself leaves that open.
 * @throws Unavailable where the clocks differ or time is over; the database's own error for all else
 */
export function makeAppendInTime(pool: Pick<pg.Pool, "query">, now: Clock): (documents: string) => Promise<Place[]> {
  /** How far the server's clock, in milliseconds since 1970, is ahead of `performance.now()`; undefined while not known. */
  let ahead: number | undefined;

  /** One statement, given up when patience is over. */
  const ask = async <Row extends pg.QueryResultRow>(statement: pg.QueryConfig, began: number): Promise<Row[]> => {
    const left = began + PATIENCE_MS - performance.now();
    if (left <= ANSWER_MS) throw tooLate();
    return (await pool.query<Row>({ ...statement, query_timeout: left } as pg.QueryConfig)).rows;
  };
  const note = (serverClock: Date): void => {
    ahead = serverClock.getTime() - performance.now();
  };

  const attempt = async (documents: string, began: number): Promise<Place[]> => {
    if (ahead === undefined) {
      const [row] = await ask<{ clock: Date }>({ text: "SELECT clock_timestamp() AS clock" }, began);
      if (row !== undefined) note(row.clock);
    }
    const until = began + PATIENCE_MS - ANSWER_MS + (ahead ?? 0);
    const rows = await ask<{ new_seq: string; new_recorded_at: Date; server_clock: Date }>(
      {
        name: "append",
        text: "SELECT new_seq, new_recorded_at, server_clock FROM append_in_time($1, $2, $3)",
        values: [documents, String(now()), String(Temporal.Instant.fromEpochMilliseconds(Math.floor(until)))],
      },
      began,
    );
    const [first] = rows;
    if (first !== undefined) note(first.server_clock);
    return rows.map((row) => ({ seq: Number(row.new_seq), recordedAt: toInstant(row.new_recorded_at) }));
  };

  return async (documents) => {
    const began = performance.now();
    try {
      return await attempt(documents, began);
    } catch (error) {
      const wasKnown = ahead !== undefined;
      ahead = undefined;
      const code = codeOf(error);
      if (code === CLOCKS_DIFFER) throw clocksDiffer(Number((error as pg.DatabaseError).detail));
      // A server's clock that was put forward says so too early. Nothing was recorded, so it is tried once more.
      if (code === TOO_LATE && wasKnown) return await attempt(documents, began);
      throw error;
    }
  };
}

/** An append that took too long, and of which nothing is recorded. */
const tooLate = (): Unavailable => new Unavailable("The database took too long, and nothing was recorded.");

/** The sentence about clocks that differ: `ahead` tells by how many seconds the database's is ahead of ours. */
export const clocksDiffer = (ahead: number): Unavailable =>
  new Unavailable(
    `The clock of the database is ${Math.abs(ahead)} seconds ${ahead < 0 ? "behind" : "ahead of"} the clock of this service. Nothing is recorded until they agree to within two minutes.`,
  );
