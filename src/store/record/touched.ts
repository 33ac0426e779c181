import type { Database } from "../database.ts";

/** Where a report that went into the log is told: the payload is its `seq`. */
export const REPORT_CHANNEL = "garita_report";

/** How far the log reaches, and the crossings that it touched after `seq`. */
export async function loadTouched(db: Database, seq: number): Promise<{ seq: number; slugs: string[] }> {
  const { rows } = await db.pool.query<{ seq: number; slugs: string[] }>({
    name: "touched",
    text: `SELECT newest.seq::float8 AS seq,
        ARRAY(SELECT DISTINCT m.crossing FROM mark m WHERE m.seq > $1 AND m.seq <= newest.seq) AS slugs
      FROM (SELECT coalesce(max(seq), 0) AS seq FROM report) newest`,
    values: [seq],
  });
  return rows[0] ?? { seq, slugs: [] };
}
