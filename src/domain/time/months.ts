import { Temporal } from "temporal-polyfill";
import type { Interval } from "./interval.ts";
import { localDay } from "./local-day.ts";
import { compareInstants, type Period, periodOf } from "./moment.ts";

/** A local month, or the requested part of it. */
export interface LocalMonth extends Interval {
  month: Temporal.PlainYearMonth;
  /** The month as text, such as `2023-12`. Stored here because it is needed often. */
  name: string;
}

/** Returns the local months of a period in `zone`, in order. */
export function localMonths({ from, to }: Period, zone: string): LocalMonth[] {
  const months: LocalMonth[] = [];
  let month = localDay(from, zone).toPlainYearMonth();
  for (let at = from; compareInstants(at, to) < 0; month = month.add({ months: 1 })) {
    const { to: end } = periodOf(month, zone);
    const until = compareInstants(end, to) < 0 ? end : to;
    months.push({ month, name: month.toString(), from: at.epochMilliseconds, to: until.epochMilliseconds });
    at = until;
  }
  return months;
}

/** A local day, or the requested part of it, with its month. */
export interface LocalDay extends LocalMonth {
  day: Temporal.PlainDate;
}

/** Returns the local days of `zone` that a period touches, in order. */
export function localDays({ from, to }: Period, zone: string): LocalDay[] {
  const [start, end] = [from.epochMilliseconds, to.epochMilliseconds];
  if (end <= start) return [];
  const [first, last] = [localDay(from, zone).year, localDay(to.subtract({ milliseconds: 1 }), zone).year];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .flatMap((year) => daysOfYear(year, zone))
    .filter((day) => start < day.to && day.from < end)
    .map((day) => ({ ...day, from: Math.max(start, day.from), to: Math.min(end, day.to) }));
}

const known = new Map<string, readonly LocalDay[]>();

/** Maximum number of cached years, a tenth of a megabyte each: six in each zone of the border. */
const MOST_KNOWN = 24;

/** Returns the local days of a year. They are cached because each takes several look-ups of time zone rules. */
function daysOfYear(year: number, zone: string): readonly LocalDay[] {
  const key = `${year} ${zone}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const days = Array.from({ length: first.daysInYear }, (_, i): LocalDay => {
    const day = first.add({ days: i });
    const { from, to } = periodOf(day, zone);
    const month = day.toPlainYearMonth();
    return { day, month, name: month.toString(), from: from.epochMilliseconds, to: to.epochMilliseconds };
  });
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, days);
  return days;
}
