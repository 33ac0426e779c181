import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../../domain/places/crossing.ts";
import type { HeadOnRecord, TrafficCount } from "../../domain/record/report.ts";
import { byEffect, isVisible, type RecordedLine, type RecordView } from "../../domain/record/timeline.ts";
import { connectionsOf } from "../connections.ts";
import type { Database } from "../database.ts";
import { toDate } from "../rows.ts";
import { type LineRow, makeLineReader } from "./line-rows.ts";
import { LINE_COLUMNS, LINE_ROW, LINE_TABLES, WITH_REPORT } from "./lines-sql.ts";

const [TABLE, COLUMNS] = LINE_TABLES.count;

/** SQL for the counts of a crossing whose months begin in a period, in index order. */
const COUNTS_SQL = `
WITH lines AS (
  SELECT t.crossing, t.mode, t.direction, 'count' AS kind, ${LINE_COLUMNS}, ${COLUMNS}
  FROM service v JOIN ${TABLE} t USING (crossing, mode, direction)
  WHERE v.crossing = $1 AND t.starts_at >= $2 AND t.starts_at < $3
)
SELECT ${LINE_ROW} FROM lines l ${WITH_REPORT}`;

/** Loads the counts of a crossing in a view, oldest first, for months that begin at or after `from` and before `to`. */
export async function loadTrafficCounts(
  db: Database,
  { slug }: Crossing,
  { from, to }: { from?: Temporal.Instant | undefined; to?: Temporal.Instant | undefined },
  view: RecordView,
): Promise<(RecordedLine<TrafficCount> & { report: HeadOnRecord })[]> {
  const { rows } = await connectionsOf(db).planned.query<LineRow>({
    name: "counts",
    text: COUNTS_SQL,
    values: [slug, from === undefined ? "-infinity" : toDate(from), to === undefined ? "infinity" : toDate(to)],
  });
  const reader = makeLineReader();
  return rows
    .map((row) => reader.count(row, { crossing: row.crossing, mode: row.mode, direction: row.direction }))
    .filter(({ report }) => isVisible(report, view))
    .sort(byEffect);
}
