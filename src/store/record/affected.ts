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

/** Reports recorded after a {@link LogHead}. */
export interface LogNews {
  head: LogHead;
  /** Crossings that the reports are about. */
  slugs: string[];
  /** False if the log no longer has the earlier head: a failover or a restored backup has replaced its last reports. */
  isContinued: boolean;
}

/** Returns the newest report in the log, and the crossings that reports after `known` are about. */
export async function loadAffected(db: Database, known: LogHead): Promise<LogNews> {
  const { rows } = await connectionsOf(db).pool.query<LogHead & Omit<LogNews, "head">>({
    name: "touched",
    text: `SELECT coalesce(newest.seq, 0)::float8 AS seq, newest.id,
        ARRAY(SELECT DISTINCT m.crossing FROM mark m WHERE m.seq > $1 AND m.seq <= newest.seq) AS slugs,
        $2::text IS NULL OR EXISTS (SELECT FROM report WHERE seq = $1 AND id = $2) AS "isContinued"
      FROM (SELECT) one LEFT JOIN (SELECT seq, id FROM report ORDER BY seq DESC LIMIT 1) newest ON true`,
    values: [known.seq, known.id],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("the database returned no row about its log");
  const { seq, id, slugs, isContinued } = row;
  return { head: { seq, id }, slugs, isContinued };
}
