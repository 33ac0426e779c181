import { Temporal } from "temporal-polyfill";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate } from "../rows.ts";
import { epoch, isKnown, knownLinesSql } from "./lines-sql.ts";

/** For each crossing, returns the highest `seq` of the reports about it that were on record at `knownAt`, or 0. */
export async function loadMarks(
  db: Database,
  slugs: readonly string[],
  knownAt: Temporal.Instant | undefined,
): Promise<Map<string, number>> {
  const { rows } = await connectionsOf(db).planned.query<{ slug: string; seq: number }>({
    name: "marks",
    text: `WITH ${knownLinesSql("$2")}
      SELECT a.slug, coalesce((SELECT m.seq FROM mark m WHERE m.crossing = a.slug AND ${isKnown("m.seq")}
        ORDER BY m.seq DESC LIMIT 1), 0)::float8 AS seq
      FROM unnest($1::text[]) AS a (slug) CROSS JOIN s`,
    values: [slugs, knownAt === undefined ? null : toDate(knownAt)],
  });
  return new Map(rows.map(({ slug, seq }) => [slug, seq]));
}

/**
 * For each crossing, returns the recording time of the last report or retraction about it. Leaves out crossings without
 * reports.
 */
export async function loadAffectedTimes(
  db: Database,
  slugs: readonly string[],
): Promise<Map<string, Temporal.Instant>> {
  const { rows } = await connectionsOf(db).planned.query<{ slug: string; touchedAt: number }>({
    name: "touch-times",
    text: `SELECT a.slug, ${epoch("r.recorded_at")} AS "touchedAt"
      FROM unnest($1::text[]) AS a (slug)
      CROSS JOIN LATERAL (SELECT m.seq FROM mark m WHERE m.crossing = a.slug ORDER BY m.seq DESC LIMIT 1) m
      JOIN report r ON r.seq = m.seq`,
    values: [slugs],
  });
  return new Map(rows.map(({ slug, touchedAt }) => [slug, Temporal.Instant.fromEpochMilliseconds(touchedAt)]));
}

/** Returns true if all reports or retractions with these `seq` numbers are on record, and affect a crossing. */
export async function hasMarks(db: Database, slug: string, seqs: readonly number[]): Promise<boolean> {
  const { rows } = await connectionsOf(db).planned.query<{ has: boolean }>({
    name: "has-marks",
    text: "SELECT $2::bigint[] <@ array(SELECT seq FROM mark WHERE crossing = $1 AND seq = ANY($2::bigint[])) AS has",
    values: [slug, seqs],
  });
  return rows[0]?.has === true;
}

/** Returns those of the given `seq` numbers whose reports are about several crossings. */
export async function loadSharedReports(db: Database, seqs: readonly number[]): Promise<Set<number>> {
  const { rows } = await connectionsOf(db).pool.query<{ seq: number }>({
    name: "shared-reports",
    text: "SELECT seq::float8 AS seq FROM mark WHERE seq = ANY($1::bigint[]) GROUP BY seq HAVING count(*) > 1",
    values: [seqs],
  });
  return new Set(rows.map(({ seq }) => seq));
}
