import type pg from "pg";
import type { Temporal } from "temporal-polyfill";
import { Refusal, Unavailable } from "../../domain/errors.ts";
import type { ReportHashes } from "../../domain/record/chain/report-hashes.ts";
import { instantAt } from "../../domain/time/instant-at.ts";
import { formatMoment } from "../../domain/time/moment.ts";
import { codeOf } from "../away.ts";
import { toInstant } from "../rows.ts";

/** Position of a report in the log, its recording time and its hashes. */
export interface LogPosition {
  seq: number;
  recordedAt: Temporal.Instant;
  hashes: ReportHashes;
}

/** Clock of this machine, for comparison with the database's clock. */
export type Clock = () => Temporal.Instant;

/**
 * Time limit of one append, in milliseconds. Before that, the append may wait in the queue for up to the same time.
 * Both together fit into the time limit of a request.
 */
const PATIENCE_MS = 4_000;

/** The database server gives up this many milliseconds before the limit, so that its answer arrives in time. */
const ANSWER_MS = 500;

/**
 * Maximum difference between the clocks of this machine and the database. The SQL function `append_in_time` has the
 * same limit.
 */
export const FARTHEST_CLOCKS = { seconds: 120 };

/** Error codes of refused appends, from the migrations `append_in_time` and `report_hash`. */
const CLOCKS_DIFFER = "GA503";
const TOO_LATE = "GA504";
const HASHES_MISSING = "GA505";

/**
 * Appends $1, unless an API key in $4 is revoked or unknown. The function depends on the row of `allowed`, so without
 * that row it is not called.
 */
const APPEND = `WITH allowed AS MATERIALIZED (
  SELECT $1::jsonb AS documents WHERE NOT EXISTS (
    SELECT FROM unnest($4::text[]) AS k (id)
    WHERE NOT EXISTS (SELECT FROM api_key a WHERE a.id = k.id AND a.revoked_at IS NULL)
  )
)
SELECT new_seq, new_recorded_at, server_clock, new_hash, new_previous_hash FROM allowed CROSS JOIN LATERAL append_in_time(documents, $2, $3)`;

/**
 * Returns a function that appends documents in one transaction, in time or not at all, unless one of the API keys is
 * revoked. If it throws, nothing was recorded and nothing will be, even if the server freezes and resumes. Only a
 * failure during the few milliseconds of the commit leaves the outcome unknown. `addHashes` adds the hashes of reports
 * that a process of an earlier version recorded, because a hash depends on the one before.
 * @throws TooLate if the time is up; Unavailable if the clocks differ; Refusal `unauthorized` if a key is revoked;
 * otherwise the database's own error
 */
export function makeAppendInTime(
  pool: Pick<pg.Pool, "query">,
  now: Clock,
  addHashes: () => Promise<unknown>,
): (documents: string, keyIds?: readonly string[]) => Promise<LogPosition[]> {
  /** Server clock (milliseconds since 1970) minus `performance.now()`. Undefined until the first answer. */
  let ahead: number | undefined;

  /** Runs one statement within the time limit. */
  const ask = async <Row extends pg.QueryResultRow>(statement: pg.QueryConfig, began: number): Promise<Row[]> => {
    const left = began + PATIENCE_MS - performance.now();
    if (left <= ANSWER_MS) throw new TooLate();
    return (await pool.query<Row>({ ...statement, query_timeout: left } as pg.QueryConfig)).rows;
  };
  const note = (serverClock: Date): void => {
    ahead = serverClock.getTime() - performance.now();
  };

  const attempt = async (documents: string, keyIds: readonly string[], began: number): Promise<LogPosition[]> => {
    if (ahead === undefined) {
      const [row] = await ask<{ clock: Date }>({ text: "SELECT clock_timestamp() AS clock" }, began);
      if (row !== undefined) note(row.clock);
    }
    const until = began + PATIENCE_MS - ANSWER_MS + (ahead ?? 0);
    const rows = await ask<AppendedRow>(
      {
        name: "append",
        text: APPEND,
        values: [documents, formatMoment(now()), formatMoment(instantAt(Math.floor(until))), keyIds],
      },
      began,
    );
    const [first] = rows;
    if (first === undefined && keyIds.length > 0) throw new Refusal("unauthorized", ["unknownKey"]);
    if (first !== undefined) note(first.server_clock);
    return rows.map((row) => ({
      seq: Number(row.new_seq),
      recordedAt: toInstant(row.new_recorded_at),
      hashes: { hash: row.new_hash, previousHash: row.new_previous_hash },
    }));
  };
  const attemptWithHashes = async (documents: string, keyIds: readonly string[], began: number) => {
    for (;;)
      try {
        return await attempt(documents, keyIds, began);
      } catch (error) {
        if (codeOf(error) !== HASHES_MISSING) throw error;
        await addHashes();
      }
  };

  return async (documents, keyIds = []) => {
    const began = performance.now();
    const wasKnown = ahead !== undefined;
    try {
      return await attemptWithHashes(documents, keyIds, began);
    } catch (error) {
      ahead = undefined;
      // If the server's clock was set forward, the server gives up too early. Nothing was recorded, so retry once.
      if (codeOf(error) !== TOO_LATE || !wasKnown) throw readRefusal(error);
    }
    return attemptWithHashes(documents, keyIds, began).catch((error) => {
      ahead = undefined;
      throw readRefusal(error);
    });
  };
}

interface AppendedRow {
  new_seq: string;
  new_recorded_at: Date;
  server_clock: Date;
  new_hash: string;
  new_previous_hash: string | null;
}

/** Returns the service's own error for a refusal by `append_in_time`, and any other error as it is. */
function readRefusal(error: unknown): unknown {
  const code = codeOf(error);
  if (code === CLOCKS_DIFFER) return clocksDiffer(Number((error as pg.DatabaseError).detail));
  return code === TOO_LATE ? new TooLate() : error;
}

/** Thrown for an append that took too long and recorded nothing. */
export class TooLate extends Unavailable {
  constructor() {
    super(["appendTooLate"]);
  }
}

/**
 * Returns the error for differing clocks. `ahead` is how many seconds the database's clock is ahead of this machine's.
 */
export const clocksDiffer = (ahead: number): Unavailable =>
  new Unavailable(["clocksDiffer", Math.abs(ahead), ahead < 0]);
