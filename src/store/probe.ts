import type { Temporal } from "temporal-polyfill";
import { compareInstants } from "../domain/time/moment.ts";
import { clocksDiffer, FARTHEST } from "./append/append-in-time.ts";
import type { Database } from "./database.ts";
import { instantOrNull, toInstant } from "./rows.ts";

/** What a database that answers says of itself, without being written to. */
export interface Probed {
  readOnly: boolean;
  /** The sentence that a write would be refused with; null where the clocks agree. */
  clocksDiffer: string | null;
  /** When the newest report was recorded, where that is later than now. */
  logAhead: Temporal.Instant | null;
}

const PROBE = `
SELECT current_setting('transaction_read_only') = 'on' AS "readOnly", clock_timestamp() AS clock,
  (SELECT recorded_at FROM report ORDER BY seq DESC LIMIT 1) AS newest`;

/** Asks the database whether it would take a write. */
export async function probe({ pool, clock }: Database): Promise<Probed> {
  const { rows } = await pool.query<{ readOnly: boolean; clock: Date; newest: Date | null }>(PROBE);
  const [row] = rows;
  if (row === undefined) throw new Error("the database said nothing of itself");
  const now = clock();
  const ahead = Math.round(now.until(toInstant(row.clock)).total("seconds"));
  const newest = instantOrNull(row.newest);
  return {
    readOnly: row.readOnly,
    clocksDiffer: Math.abs(ahead) > FARTHEST.seconds ? clocksDiffer(ahead).message : null,
    logAhead: newest !== null && compareInstants(newest, now.add(FARTHEST)) > 0 ? newest : null,
  };
}
