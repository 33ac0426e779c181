import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";

/** Channel that announces recorded reports. The payload is the report's `seq`. */
export const REPORT_CHANNEL = "garita_report";

/** A report's position in the log, and its id. */
export interface LogHead {
  seq: number;
  /** Null if the log is empty. */
  id: string | null;
}

/** News of the log. */
export interface LogNews {
  head: LogHead;
  /** Crossings that the new reports are about. */
  slugs: string[];
  /** False if the log no longer has a known report: a failover or a restored backup has replaced its last reports. */
  isContinued: boolean;
  /** True if the newest reports have no hashes, because a process of an earlier version recorded them. */
  lacksHashes: boolean;
}

/**
 * Returns the newest report in the log, and the crossings that reports after `seq` are about. Checks that the log still
 * has the `known` reports.
 */
export async function loadAffected(db: Database, known: readonly LogHead[], seq: number): Promise<LogNews> {
  const { rows } = await connectionsOf(db).pool.query<LogHead & Omit<LogNews, "head">>({
    name: "touched",
    text: `SELECT coalesce(newest.seq, 0)::float8 AS seq, newest.id,
        ARRAY(SELECT DISTINCT m.crossing FROM mark m WHERE m.seq > $1 AND m.seq <= newest.seq) AS slugs,
        NOT EXISTS (SELECT FROM unnest($2::bigint[], $3::text[]) AS k (seq, id)
          WHERE NOT EXISTS (SELECT FROM report r WHERE r.seq = k.seq AND r.id = k.id)) AS "isContinued",
        newest.seq IS NOT NULL AND NOT EXISTS (SELECT FROM report_hash h WHERE h.seq = newest.seq) AS "lacksHashes"
      FROM (SELECT) one LEFT JOIN (SELECT seq, id FROM report ORDER BY seq DESC LIMIT 1) newest ON true`,
    values: [seq, known.map((each) => each.seq), known.map(({ id }) => id)],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("the database returned no row about its log");
  const { slugs, isContinued, lacksHashes } = row;
  return { head: { seq: row.seq, id: row.id }, slugs, isContinued, lacksHashes };
}
