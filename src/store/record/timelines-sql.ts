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
 * Returns SQL for those lines of one kind and one service that satisfy a condition, in index order. The limit, or
 * `OFFSET 0` without one, keeps each list a separate index lookup. In a plain join, outdated statistics could make the
 * planner read whole tables.
 */
function list(kind: LineKind, where: string, tail = "OFFSET 0"): string {
  const [table, columns] = LINE_TABLES[kind];
  return `(SELECT ${LINE_COLUMNS}, ${columns} FROM ${table} t WHERE ${OF_SERVICE} AND ${where} ${tail})`;
}

/** Returns SQL for a list of lines for each requested service. */
const branch = (kind: LineKind, side: "past" | "future", lines: string, asked = "asked"): string =>
  `SELECT a.crossing, a.mode, a.direction, '${kind}' AS kind, '${side}' AS side, l.*
    FROM ${asked} a CROSS JOIN s CROSS JOIN LATERAL (${lines}) l`;

/**
 * Returns SQL for the first lines in `order`, up to `limit`. Lines before the horizon must satisfy `near`, and lines
 * after it must satisfy `far`. Only few lines lie after the horizon, all of them flagged `ahead`.
 */
const either = (kind: LineKind, near: string, far: string, order: string, limit: string): string =>
  `${list(kind, near, `${order} ${limit}`)} UNION ALL ${list(kind, `t.ahead AND ${far}`, `${order} ${limit}`)} ${order.replaceAll("t.", "")} ${limit}`;

/** SQL parameters that hold the maximum number of lines of a kind on either side of the instant. */
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
/** Upper bound for the start of the lines after the requested instant. */
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

/** Requested services, each with the start of its oldest fetched status change, or -infinity if all were fetched. */
const FETCHED = `fetched AS MATERIALIZED (
  SELECT a.*, coalesce(o.oldest, '-infinity') AS oldest FROM asked a LEFT JOIN (
    SELECT crossing, mode, direction, min(starts_at) AS oldest FROM standing GROUP BY 1, 2, 3 HAVING count(*) >= $6
  ) o USING (crossing, mode, direction)
)`;

/**
 * Lower bound for the start of a claim without `until` that had not ended at the oldest status change. Such a claim
 * lasts at most a month, plus the hour that a clock change adds.
 */
const RECENT = "a.oldest - INTERVAL '745 hours'";

/** Claims that began before the oldest status change and had not ended when it took effect. */
const RUNNING = [
  `t.starts_at >= ${RECENT} AND t.starts_at < a.oldest AND t.starts_at <= s.horizon`,
  "t.ahead AND t.starts_at > s.horizon AND t.starts_at < a.oldest",
  `t.until IS NOT NULL AND t.starts_at < ${RECENT}`,
]
  .map((where) => branch("claim", "past", list("claim", `${where} AND t.ends_at >= a.oldest`), "fetched"))
  .join(" UNION ALL ");

/**
 * Requested services, each with the start of its first relevant claim. Every later claim is needed, because it may
 * supersede the first.
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

/** Condition that the report was published at or before $9, if given, and that no known report has withdrawn it. */
const VISIBLE = `($9::timestamptz IS NULL OR t.published_by <= $9)
  AND NOT EXISTS (SELECT FROM report w WHERE w.retracts = t.report_id AND ${isKnown("w.seq")})`;

const lastCount = (where: string): string =>
  list("count", `${VISIBLE} AND ${where}`, "ORDER BY t.starts_at DESC, t.seq DESC, t.line DESC LIMIT 1");

/**
 * Newest count whose month began at or before the instant, and the newest such count that attests traffic. Often both
 * are the same line.
 */
const COUNTS = branch(
  "count",
  "past",
  `${lastCount("t.starts_at <= $4")} UNION ${lastCount("t.number >= 20 AND t.starts_at <= $4")}`,
);

/** Exceptions to the weekly hours that are not over at the instant, including those that begin after it. */
const EXCEPTIONS = ["t.ends_at > $4", "t.ends_at IS NULL"].map((where) =>
  branch("exception", "past", list("exception", where)),
);

/**
 * Selects the lines around an instant ($4) for the requested services ($1 to $3): up to $6 status changes and $8 hours
 * changes on either side. It also selects all exceptions that are not over, and at most two past counts of each
 * service. Claims are selected from the first one that had not ended when the oldest of these status changes took
 * effect. If $7 is true, all future lines up to $10 are selected too. Lines recorded after $5 are excluded throughout.
 * Indexes give each list in order, so no more of a long record is read than needed. `sql/timelines.sql` shows the whole
 * statement.
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
