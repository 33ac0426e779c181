import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import type { LineRow } from "./line-rows.ts";
import { epoch, LINE_COLUMNS, LINE_ROW, LINE_TABLES, type LineKind, WITH_REPORT } from "./lines-sql.ts";

/** A report that affects a crossing. */
export interface MarkRow {
  seq: number;
  /** Milliseconds since 1970. */
  recordedAt: number;
  /** `seq` of the report that this one withdraws, or null. */
  retracts: number | null;
}

/**
 * A line with the end of the period that it describes, in milliseconds since 1970. The end is null if there is none.
 */
export interface EndedRow extends LineRow {
  endsAt: number | null;
}

const MARKS = `
SELECT m.seq::float8 AS seq, ${epoch("r.recorded_at")} AS "recordedAt", x.seq::float8 AS retracts
FROM mark m JOIN report r ON r.seq = m.seq LEFT JOIN report x ON x.id = r.retracts
WHERE m.crossing = $1 AND m.seq > $2 ORDER BY m.seq LIMIT $3`;

const KINDS = Object.keys(LINE_TABLES) as LineKind[];
const isEnded = (kind: LineKind): boolean => kind === "claim" || kind === "exception";

const linesSql = (kinds: readonly LineKind[]): string => `
WITH wanted AS MATERIALIZED (
  SELECT r.id FROM mark m JOIN report r ON r.seq = m.seq WHERE m.crossing = $1 AND m.seq > $2 AND m.seq <= $3
), lines AS (
  ${kinds
    .map((kind) => {
      const [table, columns] = LINE_TABLES[kind];
      return `SELECT t.crossing, t.mode, t.direction, '${kind}' AS kind, ${LINE_COLUMNS}, ${columns},
    ${isEnded(kind) ? "t.ends_at" : "NULL::timestamptz AS ends_at"}
  FROM wanted w JOIN ${table} t ON t.report_id = w.id WHERE t.crossing = $1`;
    })
    .join("\n  UNION ALL ")}
)
SELECT ${LINE_ROW}, ${epoch("l.ends_at")} AS "endsAt" FROM lines l ${WITH_REPORT} ORDER BY l.seq, l.line`;

/**
 * Loads the first `limit` reports after `seq` that affect a crossing, in recording order, and their lines of some kinds
 * about the crossing.
 */
export async function loadCrossingLines(
  db: Database,
  slug: string,
  seq: number,
  limit: number,
  kinds: readonly LineKind[] = KINDS,
): Promise<{ marks: MarkRow[]; lines: EndedRow[] }> {
  const { planned } = connectionsOf(db);
  const { rows: marks } = await planned.query<MarkRow>({
    name: "crossing-marks",
    text: MARKS,
    values: [slug, seq, limit],
  });
  const last = marks.at(-1);
  if (last === undefined) return { marks, lines: [] };
  const { rows: lines } = await planned.query<EndedRow>({
    name: ["crossing-lines", ...kinds].join("-"),
    text: linesSql(kinds),
    values: [slug, seq, last.seq],
  });
  return { marks, lines };
}
