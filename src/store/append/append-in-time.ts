import type pg from "pg";
import { Temporal } from "temporal-polyfill";
import { Unavailable } from "../../domain/errors.ts";
import { codeOf } from "../away.ts";
import { toInstant } from "../rows.ts";

/** Position of a report in the log, and the time at which it was recorded. */
export interface LogPosition {
  seq: number;
  recordedAt: Temporal.Instant;
}

/** Clock of this machine, which is compared with the clock of the database. */
export type Clock = () => Temporal.Instant;

/**
 * Time limit of one append, in milliseconds. An append may also wait that long in the queue, and both together fit into
 * the time limit of a request.
 */
const PATIENCE_MS = 4_000;

/**
 * The server gives up this many milliseconds before this process does, so that the server's answer has time to arrive.
 */
const ANSWER_MS = 500;

/**
 * Maximum difference between the clocks of this machine and the database. The SQL function `append_in_time` has the
 * same limit.
 */
export const FARTHEST_CLOCKS = { seconds: 120 };

/** Error codes for refused appends, defined in the migration `append_in_time`. */
const CLOCKS_DIFFER = "GA503";
const TOO_LATE = "GA504";

/**
 * Returns a function that appends documents in one transaction, within the time limit or not at all. If it throws,
 * nothing was recorded and nothing will be, even if the server freezes and resumes. There is one exception: if the
 * connection breaks or the server freezes during the few milliseconds of the commit, the outcome is unknown.
 * @throws TooLate if the time is up; Unavailable if the clocks differ; otherwise the database's own error
 */
export function makeAppendInTime(
  pool: Pick<pg.Pool, "query">,
  now: Clock,
): (documents: string) => Promise<LogPosition[]> {
  /** Server clock (milliseconds since 1970) minus `performance.now()`. Undefined until the first answer. */
  let ahead: number | undefined;

  /** Runs one statement and gives up when the time limit has passed. */
  const ask = async <Row extends pg.QueryResultRow>(statement: pg.QueryConfig, began: number): Promise<Row[]> => {
    const left = began + PATIENCE_MS - performance.now();
    if (left <= ANSWER_MS) throw new TooLate();
    return (await pool.query<Row>({ ...statement, query_timeout: left } as pg.QueryConfig)).rows;
  };
  const note = (serverClock: Date): void => {
    ahead = serverClock.getTime() - performance.now();
  };

  const attempt = async (documents: string, began: number): Promise<LogPosition[]> => {
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
    const wasKnown = ahead !== undefined;
    try {
      return await attempt(documents, began);
    } catch (error) {
      ahead = undefined;
      // If the server's clock was set forward, the server reports a timeout too early. Nothing was recorded, so retry
      // once.
      if (codeOf(error) !== TOO_LATE || !wasKnown) throw readRefusal(error);
    }
    return attempt(documents, began).catch((error) => {
      ahead = undefined;
      throw readRefusal(error);
    });
  };
}

/** Returns the service's own error for a refusal by `append_in_time`, and any other error as it is. */
function readRefusal(error: unknown): unknown {
  const code = codeOf(error);
  if (code === CLOCKS_DIFFER) return clocksDiffer(Number((error as pg.DatabaseError).detail));
  return code === TOO_LATE ? new TooLate() : error;
}

/** An append took too long and recorded nothing. */
export class TooLate extends Unavailable {
  constructor() {
    super(["appendTooLate"]);
  }
}

/**
 * Returns the error for clocks that differ. `ahead` is the number of seconds by which the database's clock is ahead of
 * this machine's.
 */
export const clocksDiffer = (ahead: number): Unavailable =>
  new Unavailable(["clocksDiffer", Math.abs(ahead), ahead < 0]);
