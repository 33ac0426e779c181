import type { Temporal } from "temporal-polyfill";
import type { AskedServices } from "../../domain/places/crossing.ts";
import { HISTORY_KINDS, type HistoryItem, type HistoryKey } from "../../domain/record/history.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate } from "../rows.ts";
import { type LineRow, makeLineReader } from "./line-rows.ts";
import { isKnown, knownLinesSql, LINE_COLUMNS, LINE_ROW, LINE_TABLES, WITH_REPORT } from "./lines-sql.ts";

/** Selects lines of a crossing by mode, direction and effective time, including `from` and excluding `to`. */
export interface HistoryFilter extends AskedServices {
  from?: Temporal.Instant | undefined;
  to?: Temporal.Instant | undefined;
  knownAt?: Temporal.Instant | undefined;
  /** Position in the list. The page continues after it, with older lines. */
  after?: HistoryKey | undefined;
}

const ORDER = "ORDER BY t.starts_at DESC, t.seq DESC, t.line DESC LIMIT $9";

/**
 * SQL for the lines of each kind before a position, in index order. The scan stops after enough known lines. A lower
 * bound would make the planner underestimate the rows and choose worse plans, so there is none.
 */
const branches = HISTORY_KINDS.flatMap((kind, rank) => {
  const [table, columns] = LINE_TABLES[kind];
  const lines = (where: string) => `SELECT '${kind}' AS kind, ${rank} AS rank, l.* FROM s CROSS JOIN LATERAL (
    SELECT t.crossing, t.mode, t.direction, ${LINE_COLUMNS}, ${columns} FROM ${table} t
    WHERE t.crossing = $1 AND ($2::"Mode" IS NULL OR t.mode = $2) AND ($3::"Direction" IS NULL OR t.direction = $3)
      AND ${isKnown("t.seq")} AND ${where} AND (t.starts_at, t.seq, ${rank}, t.line) < ($5, $6::bigint, $7::int, $8::int) ${ORDER}) l`;
  return [
    lines("t.starts_at <= least($5::timestamptz, s.horizon)"),
    lines("t.ahead AND t.starts_at > s.horizon AND t.starts_at <= $5"),
  ];
});

/** SQL for a page of a crossing's lines, latest effective time first. `sql/history.sql` shows the whole statement. */
export const HISTORY_SQL = `
WITH ${knownLinesSql("$10")}, lines AS (
  SELECT * FROM (${branches.join(" UNION ALL ")}) b WHERE b.starts_at >= $4
  ORDER BY starts_at DESC, seq DESC, rank DESC, line DESC LIMIT $9
)
SELECT ${LINE_ROW} FROM lines l ${WITH_REPORT} ORDER BY l.starts_at DESC, l.seq DESC, l.rank DESC, l.line DESC`;

/** Bound that excludes no line. */
const BEYOND = ["infinity", 0, 0, 0] as const;

/** Returns the upper bound of the lines: the start of the page, or the end of the period if it is earlier. */
function boundOf({ to, after }: HistoryFilter): readonly [starts: string | Date, ...rest: number[]] {
  const [starts, ...rest] = after ?? [Number.POSITIVE_INFINITY];
  // Every `seq` is positive, so this bound excludes lines that start exactly at `to`.
  if (to !== undefined && to.epochMilliseconds <= starts) return [toDate(to), 0, 0, 0];
  return after === undefined ? BEYOND : [new Date(starts), ...rest];
}

/**
 * Loads at most `limit` lines of a crossing, latest effective time first. Withdrawn lines carry the time of their
 * retraction.
 */
export async function loadHistory(
  db: Database,
  slug: string,
  filter: HistoryFilter,
  limit: number,
): Promise<HistoryItem[]> {
  const { mode, direction, from, knownAt } = filter;
  const { rows } = await connectionsOf(db).planned.query<LineRow>({
    name: "history",
    text: HISTORY_SQL,
    values: [
      slug,
      mode ?? null,
      direction ?? null,
      from === undefined ? "-infinity" : toDate(from),
      ...boundOf(filter),
      limit,
      knownAt === undefined ? null : toDate(knownAt),
    ],
  });
  return rows.map(makeLineReader().historyItem);
}
