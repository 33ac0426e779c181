import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";

/** Channel that announces recorded reports. The payload is the report's `seq`. */
export const REPORT_CHANNEL = "garita_report";

/** Returns the highest `seq` in the log, and the crossings that reports after `seq` are about. */
export async function loadAffected(db: Database, seq: number): Promise<{ seq: number; slugs: string[] }> {
  const { rows } = await connectionsOf(db).pool.query<{ seq: number; slugs: string[] }>({
    name: "touched",
    text: `SELECT newest.seq::float8 AS seq,
        ARRAY(SELECT DISTINCT m.crossing FROM mark m WHERE m.seq > $1 AND m.seq <= newest.seq) AS slugs
      FROM (SELECT coalesce(max(seq), 0) AS seq FROM report) newest`,
    values: [seq],
  });
  return rows[0] ?? { seq, slugs: [] };
}
