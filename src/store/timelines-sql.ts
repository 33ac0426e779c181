import { isKnown, knownBy, LINE_COLUMNS, LINE_ROW, LINE_TABLES, type LineKind, WITH_REPORT } from "./lines-sql.ts";

const OF_SERVICE = `t.crossing = a.crossing AND t.mode = a.mode AND t.direction = a.direction AND ${isKnown("$5", "t.seq")}`;

/** Some lines of each asked service; `counted` are those of which the limit is taken. */
function branch(kind: LineKind, side: "past" | "future", where: string, tail: string, counted = true): string {
  const [table, columns] = LINE_TABLES[kind];
  return `SELECT a.crossing, a.mode, a.direction, l.* FROM asked a CROSS JOIN s CROSS JOIN LATERAL (
    SELECT '${kind}' AS kind, '${side}' AS side, ${counted} AS counted, ${LINE_COLUMNS}, ${columns}
    FROM ${table} t WHERE ${OF_SERVICE} AND ${where} ${tail}) l`;
}

const newest = (kind: LineKind) =>
  branch(kind, "past", "t.starts_at <= $4", "ORDER BY t.starts_at DESC, t.seq DESC, t.line DESC LIMIT $6");
const soonest = (kind: LineKind) =>
  branch(
    kind,
    "future",
    "t.starts_at > $4",
    "ORDER BY t.starts_at, t.seq, t.line LIMIT CASE WHEN $7 THEN NULL ELSE $6::int END",
  );

/**
 * The lines about an instant ($4) of the asked services ($1 to $3): so many ($6) of each kind on either side, of the
 * future all where asked ($7), of claims that have an end all that began. By what was on record at $5, or all. Indexes
 * give each list in its order, so that of a long record no more is read than is taken.
 */
export const LINES = `
WITH asked AS (SELECT * FROM unnest($1::text[], $2::"Mode"[], $3::"Direction"[]) AS a (crossing, mode, direction)),
${knownBy("$5")},
lines AS (
  ${[
    newest("status"),
    soonest("status"),
    newest("hours"),
    soonest("hours"),
    newest("claim"),
    branch("claim", "past", "t.starts_at <= $4 AND t.until IS NOT NULL", "", false),
    branch("claim", "future", "t.starts_at > $4 AND $7", ""),
  ].join("\n  UNION ALL ")}
)
SELECT ${LINE_ROW}, l.side, l.counted FROM lines l ${WITH_REPORT}`;
