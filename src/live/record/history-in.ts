import { type Crossing, isAskedService, type Service, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { HISTORY_KINDS, type HistoryItem, type HistoryKey } from "../../domain/record/history.ts";
import type { HistoryFilter } from "../../store/record/history.ts";
import type { LineColumns } from "./line-columns.ts";
import { readHistoryItem } from "./read-lines.ts";
import type { RecordInMemory } from "./record-in-memory.ts";
import { ALL_KNOWN, type ReportColumns } from "./report-columns.ts";
import { countUpTo } from "./sorted.ts";

/** Lines of one kind about one service, and the index of the next line to take. Lines are taken latest first. */
interface Cursor {
  service: Service;
  kind: HistoryItem["kind"];
  rank: number;
  lines: LineColumns;
  index: number;
}

/** Returns at most `limit` lines of a crossing, latest effective time first, as `loadHistory` does. */
export function historyIn(
  { services, reports }: RecordInMemory,
  crossing: Crossing,
  { from, to, knownAt, after, ...asked }: HistoryFilter,
  limit: number,
): HistoryItem[] {
  const first = from?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
  const known = knownAt?.epochMilliseconds ?? ALL_KNOWN;
  const bound = earlier(after, to?.epochMilliseconds);
  const isWanted = ({ lines, index }: Cursor): boolean => reports.isKnown(lines.report[index] ?? 0, known);
  let cursors = servicesOf(crossing)
    .filter((service) => isAskedService(asked, service))
    .flatMap((service) =>
      HISTORY_KINDS.flatMap((kind, rank): Cursor[] => {
        const lines = services.get(serviceKey(service))?.[kind];
        return lines === undefined
          ? []
          : [{ service, kind, rank, lines, index: countUpTo(lines.startsAt, bound[0]) - 1 }];
      }),
    );
  for (const cursor of cursors) {
    while (cursor.index >= 0 && compareToKey(cursor, bound, reports) >= 0) cursor.index--;
    skip(cursor, isWanted);
  }
  const items: HistoryItem[] = [];
  while (items.length < limit) {
    cursors = cursors.filter(({ lines, index }) => index >= 0 && (lines.startsAt[index] ?? 0) >= first);
    const [start, ...others] = cursors;
    if (start === undefined) break;
    const latest = others.reduce((a, b) => (compareCursors(a, b, reports) < 0 ? b : a), start);
    items.push(readHistoryItem(latest.kind, latest.lines, latest.index, latest.service, reports));
    latest.index--;
    skip(latest, isWanted);
  }
  return items;
}

/** Moves a cursor to the next wanted line, or to -1 if there is none. */
function skip(cursor: Cursor, isWanted: (cursor: Cursor) => boolean): void {
  while (cursor.index >= 0 && !isWanted(cursor)) cursor.index--;
}

/** Returns the upper bound of the lines. Every `seq` is positive, so a bound at `to` excludes lines that start then. */
const earlier = (after: HistoryKey | undefined, to = Number.POSITIVE_INFINITY): HistoryKey =>
  after !== undefined && after[0] < to ? after : [to, 0, 0, 0];

const seqAt = ({ lines, index }: Cursor, { seq }: ReportColumns): number => seq[lines.report[index] ?? 0] ?? 0;

function compareToKey(cursor: Cursor, [start, seq, rank, line]: HistoryKey, reports: ReportColumns): number {
  const { lines, index } = cursor;
  return (
    (lines.startsAt[index] ?? 0) - start ||
    seqAt(cursor, reports) - seq ||
    cursor.rank - rank ||
    (lines.line[index] ?? 0) - line
  );
}

const compareCursors = (a: Cursor, b: Cursor, reports: ReportColumns): number =>
  compareToKey(a, [b.lines.startsAt[b.index] ?? 0, seqAt(b, reports), b.rank, b.lines.line[b.index] ?? 0], reports);
