import { type Crossing, isAskedService, serviceKey, servicesOf } from "../../domain/places/crossing.ts";
import { HISTORY_KINDS, type HistoryItem, type HistoryKey } from "../../domain/record/history.ts";
import type { HistoryFilter } from "../../store/record/history.ts";
import type { LineColumns } from "./line-columns.ts";
import { readHistoryItem } from "./read-lines.ts";
import type { RecordInMemory } from "./record-in-memory.ts";
import { countUpTo } from "./sorted.ts";

/** A line with its sort key. */
interface Found {
  key: HistoryKey;
  item: () => HistoryItem;
}

/** Returns at most `limit` lines of a crossing, latest effective time first, as `loadHistory` does. */
export function historyIn(
  { services, reports }: RecordInMemory,
  crossing: Crossing,
  { from, to, knownAt, after, ...asked }: HistoryFilter,
  limit: number,
): HistoryItem[] {
  const first = from?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
  const known = knownAt?.epochMilliseconds ?? Number.MAX_VALUE;
  const bound = earlier(after, to?.epochMilliseconds);
  const found: Found[] = [];
  for (const service of servicesOf(crossing).filter((each) => isAskedService(asked, each)))
    for (const [rank, kind] of HISTORY_KINDS.entries()) {
      const lines = services.get(serviceKey(service))?.[kind];
      if (lines === undefined) continue;
      let most = limit;
      for (
        let i = countUpTo(lines.startsAt, bound[0]) - 1;
        i >= 0 && most > 0 && (lines.startsAt[i] ?? 0) >= first;
        i--
      ) {
        const key = keyAt(lines, i, rank, reports.seq);
        if (compareKeys(key, bound) >= 0 || !reports.isKnown(lines.report[i] ?? 0, known)) continue;
        found.push({ key, item: () => readHistoryItem(kind, lines, i, service, reports) });
        most--;
      }
    }
  return found
    .sort((a, b) => compareKeys(b.key, a.key))
    .slice(0, limit)
    .map(({ item }) => item());
}

/** Returns the upper bound of the lines. Every `seq` is positive, so a bound at `to` excludes lines that start then. */
const earlier = (after: HistoryKey | undefined, to = Number.POSITIVE_INFINITY): HistoryKey =>
  after !== undefined && after[0] < to ? after : [to, 0, 0, 0];

const keyAt = (
  { startsAt, report, line }: LineColumns,
  index: number,
  rank: number,
  seqs: readonly number[],
): HistoryKey => [startsAt[index] ?? 0, seqs[report[index] ?? 0] ?? 0, rank, line[index] ?? 0];

const compareKeys = (a: HistoryKey, b: HistoryKey): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3];
