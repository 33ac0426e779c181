import { Temporal } from "temporal-polyfill";
import { groupBy } from "../group-by.ts";
import { type Service, serviceKey } from "../places/crossing.ts";
import type { ReportHead } from "./report.ts";

/** Number of people, vehicles or trains that used a service in a month, according to the newest report. */
export interface MonthCount {
  service: Service;
  month: Temporal.PlainYearMonth;
  number: number;
  /** Median of the counts of the 12 most recent earlier months with traffic. Null if there are no such months. */
  usual: number | null;
  report: ReportHead;
}

/** Maximum number of months in the median. */
const USUAL_MONTHS = 12;

/** Adds the usual number to each count of one service. The counts must be sorted by month. */
export function withUsual(counts: readonly Omit<MonthCount, "usual">[]): MonthCount[] {
  const before: number[] = [];
  return counts.map((count) => {
    const usual = median(before.slice(-USUAL_MONTHS));
    if (count.number > 0) before.push(count.number);
    return { ...count, usual };
  });
}

function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}

/** Consecutive months, including both ends. */
export interface MonthRange {
  from: Temporal.PlainYearMonth;
  to: Temporal.PlainYearMonth;
}

/** Summary of one service's counts: first and last month, months without traffic, and missing months. */
export interface FoldedCounts extends MonthRange {
  service: Service;
  publishers: string[];
  /** Months with a count of zero. */
  nobody: MonthRange[];
  /** Months without a count. */
  missing: MonthRange[];
}

/** Returns a summary for each service. The counts must be sorted by month. */
export function foldCounts(counts: readonly MonthCount[]): FoldedCounts[] {
  return [...groupBy(counts, ({ service }) => serviceKey(service)).values()].flatMap((mine) => {
    const [first, last] = [mine[0], mine.at(-1)];
    if (first === undefined || last === undefined) return [];
    const counted = new Map(mine.map((count) => [String(count.month), count.number]));
    const [nobody, missing]: [MonthRange[], MonthRange[]] = [[], []];
    for (
      let month = first.month;
      Temporal.PlainYearMonth.compare(month, last.month) <= 0;
      month = month.add({ months: 1 })
    ) {
      const number = counted.get(String(month));
      if (number === undefined) extend(missing, month);
      else if (number === 0) extend(nobody, month);
    }
    const publishers = [...new Set(mine.map(({ report }) => report.source.publisher))];
    return [{ service: first.service, publishers, from: first.month, to: last.month, nobody, missing }];
  });
}

function extend(ranges: MonthRange[], month: Temporal.PlainYearMonth): void {
  const last = ranges.at(-1);
  if (last?.to.add({ months: 1 }).equals(month)) last.to = month;
  else ranges.push({ from: month, to: month });
}
