import type { Temporal } from "temporal-polyfill";
import type { AskedServices } from "../domain/crossing.ts";
import { HISTORY_KINDS, type HistoryItem, type HistoryKey } from "../domain/history.ts";
import type { Database } from "./database.ts";
import { type LineRow, makeLineReader } from "./line-rows.ts";
import { isKnown, knownBy, LINE_COLUMNS, LINE_ROW, LINE_TABLES, WITH_REPORT } from "./lines-sql.ts";
import { toDate } from "./rows.ts";

/** Which lines of a crossing are wanted: of a mode and direction, that begin from `from` on and before `to`. */
export interface HistoryFilter extends AskedServices {
  from?: Temporal.Instant | undefined;
  to?: Temporal.Instant | undefined;
  knownAt?: Temporal.Instant | undefined;
  /** Only what comes after this place, which is to say earlier. */
  after?: HistoryKey | undefined;
}

const ORDER = "ORDER BY t.starts_at DESC, t.seq DESC, t.line DESC LIMIT $11";

const branches = HISTORY_KINDS.flatMap((kind, rank) => {
  const [table, columns] = LINE_TABLES[kind];
  // The comparison of starts says nothing new, and lets the index begin at the page.
  const lines = (
    where: string,
  ) => `(SELECT '${kind}' AS kind, ${rank} AS rank, t.crossing, t.mode, t.direction, ${LINE_COLUMNS}, ${columns}
    FROM ${table} t CROSS JOIN s
    WHERE t.crossing = $1 AND ($2::"Mode" IS NULL OR t.mode = $2) AND ($3::"Direction" IS NULL OR t.direction = $3)
      AND t.starts_at >= $4 AND t.starts_at < $5 AND ${isKnown("t.seq")} AND ${where}
      AND t.starts_at <= $7 AND (t.starts_at, t.seq, ${rank}, t.line) < ($7, $8::bigint, $9::int, $10::int) ${ORDER})`;
  return [lines("t.starts_at <= s.horizon"), lines("t.ahead AND t.starts_at > s.horizon")];
});

const PAGE = `
WITH ${knownBy("$6")}, lines AS (${branches.join(" UNION ALL ")} ORDER BY starts_at DESC, seq DESC, rank DESC, line DESC LIMIT $11)
SELECT ${LINE_ROW} FROM lines l ${WITH_REPORT} ORDER BY l.starts_at DESC, l.seq DESC, l.rank DESC, l.line DESC`;

/** A place after every other: nothing is left out. */
const BEYOND: [starts: string, ...rest: number[]] = ["infinity", 0, 0, 0];

/** The lines of a crossing, newest effect first, at most `limit`; withdrawn ones with the time of it. */
export async function loadHistory(
  db: Database,
  slug: string,
  { mode, direction, from, to, knownAt, after }: HistoryFilter,
  limit: number,
): Promise<HistoryItem[]> {
  const [starts, ...rest] = after === undefined ? BEYOND : [new Date(after[0]), ...after.slice(1)];
  const { rows } = await db.planned.query<LineRow>({
    name: "history",
    text: PAGE,
    values: [
      slug,
      mode ?? null,
      direction ?? null,
      from === undefined ? "-infinity" : toDate(from),
      to === undefined ? "infinity" : toDate(to),
      knownAt === undefined ? null : toDate(knownAt),
      starts,
      ...rest,
      limit,
    ],
  });
  return rows.map(makeLineReader().historyItem);
}
