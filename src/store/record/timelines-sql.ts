import {
  isKnown,
  knownLinesSql,
  LINE_COLUMNS,
  LINE_ROW,
  LINE_TABLES,
  type LineKind,
  WITH_REPORT,
} from "./lines-sql.ts";

const OF_SERVICE = `t.crossing = a.crossing AND t.mode = a.mode AND t.direction = a.direction AND ${isKnown("t.seq")}`;

/**
 * Returns SQL for lines of one kind and service that meet a condition, in index order. The limit, or `OFFSET 0`, keeps
 * each list a separate index look-up. In a plain join, outdated statistics could make the planner read whole tables.
 */
function list(kind: LineKind, where: string, tail = "OFFSET 0"): string {
  const [table, columns] = LINE_TABLES[kind];
  return `(SELECT ${LINE_COLUMNS}, ${columns} FROM ${table} t WHERE ${OF_SERVICE} AND ${where} ${tail})`;
}

/** Returns SQL for a list of lines per requested service. */
const branch = (kind: LineKind, side: "past" | "future", lines: string, asked = "asked"): string =>
  `SELECT a.crossing, a.mode, a.direction, '${kind}' AS kind, '${side}' AS side, l.*
    FROM ${asked} a CROSS JOIN s CROSS JOIN LATERAL (${lines}) l`;

/**
 * Returns SQL for the first `limit` lines in `order`. Lines before the horizon must meet `near`, and later ones `far`.
 * Few lines are after the horizon, and all of them are flagged `ahead`.
 */
const either = (kind: LineKind, near: string, far: string, order: string, limit: string): string =>
  `${list(kind, near, `${order} ${limit}`)} UNION ALL ${list(kind, `t.ahead AND ${far}`, `${order} ${limit}`)} ${order.replaceAll("t.", "")} ${limit}`;

/** Parameters with the maximum number of lines of each kind on either side of the instant. */
const LIMITS = { status: "$6::int", hours: "$8::int" };

const newest = (kind: keyof typeof LIMITS): string =>
  branch(
    kind,
    "past",
    either(
      kind,
      "t.starts_at <= least($4, s.horizon)",
      "t.starts_at > s.horizon AND t.starts_at <= $4",
      "ORDER BY t.starts_at DESC, t.seq DESC, t.line DESC",
      `LIMIT ${LIMITS[kind]}`,
    ),
  );
/** Upper bound for the start of later lines. */
const UNTIL = "coalesce($10::timestamptz, 'infinity')";
const soonest = (kind: keyof typeof LIMITS): string =>
  branch(
    kind,
    "future",
    either(
      kind,
      `t.starts_at > $4 AND t.starts_at <= least(s.horizon, ${UNTIL})`,
      `t.starts_at > greatest($4, s.horizon) AND t.starts_at <= ${UNTIL}`,
      "ORDER BY t.starts_at, t.seq, t.line",
      `LIMIT CASE WHEN $7 THEN NULL ELSE ${LIMITS[kind]} END`,
    ),
  );

/** Requested services with the start of the oldest fetched status change, or -infinity if all were fetched. */
const FETCHED = `fetched AS MATERIALIZED (
  SELECT a.*, coalesce(o.oldest, '-infinity') AS oldest FROM asked a LEFT JOIN (
    SELECT crossing, mode, direction, min(starts_at) AS oldest FROM standing GROUP BY 1, 2, 3 HAVING count(*) >= $6
  ) o USING (crossing, mode, direction)
)`;

/**
 * Lower bound for the start of claims without `until` that may still hold at the oldest status change. Such a claim
 * lasts at most a month, and an hour more at a clock change.
 */
const RECENT = "a.oldest - INTERVAL '745 hours'";

/** Claims that began before the oldest status change and still held when it took effect. */
const RUNNING = [
  `t.starts_at >= ${RECENT} AND t.starts_at < a.oldest AND t.starts_at <= s.horizon`,
  "t.ahead AND t.starts_at > s.horizon AND t.starts_at < a.oldest",
  `t.until IS NOT NULL AND t.starts_at < ${RECENT}`,
]
  .map((where) => branch("claim", "past", list("claim", `${where} AND t.ends_at >= a.oldest`), "fetched"))
  .join(" UNION ALL ");

/**
 * Requested services, each with the start of the earliest claim needed. All later claims are needed too, because they
 * may replace that claim.
 */
const CLAIMED = `claimed AS MATERIALIZED (
  SELECT f.*, least(f.oldest, r.first) AS since FROM fetched f LEFT JOIN (
    SELECT crossing, mode, direction, min(starts_at) AS first FROM (${RUNNING}) r GROUP BY 1, 2, 3
  ) r USING (crossing, mode, direction)
)`;

const CLAIMS = [
  "t.starts_at >= a.since AND t.starts_at <= least($4, s.horizon)",
  "t.ahead AND t.starts_at > s.horizon AND t.starts_at >= a.since AND t.starts_at <= $4",
].map((where) => branch("claim", "past", list("claim", where), "claimed"));

/** Condition that a report was published by $9, if given, and was not withdrawn. */
const VISIBLE = `($9::timestamptz IS NULL OR t.published_by <= $9)
  AND NOT EXISTS (SELECT FROM report w WHERE w.retracts = t.report_id AND ${isKnown("w.seq")})`;

const lastCount = (where: string): string =>
  list("count", `${VISIBLE} AND ${where}`, "ORDER BY t.starts_at DESC, t.seq DESC, t.line DESC LIMIT 1");

/** Newest count up to the instant, and the newest that proves traffic. Often both are the same line. */
const COUNTS = branch(
  "count",
  "past",
  `${lastCount("t.starts_at <= $4")} UNION ${lastCount("t.number >= 20 AND t.starts_at <= $4")}`,
);

/** Exceptions that are not over at the instant, including later ones. */
const EXCEPTIONS = ["t.ends_at > $4", "t.ends_at IS NULL"].map((where) =>
  branch("exception", "past", list("exception", where)),
);

/**
 * Selects the lines around an instant ($4) for services ($1 to $3): up to $6 status changes and $8 hours changes on
 * either side, exceptions that are not over, and at most two past counts per service. Of the claims, selects the first
 * that still held at the oldest of these status changes, and all later ones up to the instant. If $7 is true, adds all
 * later lines up to $10. Excludes lines recorded after $5. Indexes give each list in order, so a long record is read
 * only as far as needed. `sql/timelines.sql` shows the whole statement.
 */
export const LINES_SQL = `
WITH asked AS MATERIALIZED (SELECT * FROM unnest($1::text[], $2::"Mode"[], $3::"Direction"[]) AS a (crossing, mode, direction)),
${knownLinesSql("$5")},
standing AS MATERIALIZED (${newest("status")}),
${FETCHED},
${CLAIMED},
lines AS (
  ${[
    "SELECT * FROM standing",
    soonest("status"),
    newest("hours"),
    soonest("hours"),
    ...EXCEPTIONS,
    ...CLAIMS,
    branch("claim", "future", list("claim", `t.starts_at > $4 AND t.starts_at <= ${UNTIL} AND $7`)),
    COUNTS,
    branch("count", "future", list("count", `t.starts_at > $4 AND t.starts_at <= ${UNTIL} AND $7`)),
  ].join("\n  UNION ALL ")}
)
SELECT ${LINE_ROW}, l.side FROM lines l ${WITH_REPORT}`;
