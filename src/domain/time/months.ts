import type { Temporal } from "temporal-polyfill";
import type { Interval } from "./interval.ts";
import { compareInstants, localDay, type Period, periodOf, startOfDay } from "./moment.ts";

/** A local month, or the requested part of it. */
export interface LocalMonth extends Interval {
  month: Temporal.PlainYearMonth;
  /** The month as text, such as `2023-12`. Kept here because it is needed often. */
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
  const days: LocalDay[] = [];
  let day = localDay(from, zone);
  for (let at = start; at < end; day = day.add({ days: 1 })) {
    const until = Math.min(startOfDay(day.add({ days: 1 }), zone).epochMilliseconds, end);
    const month = day.toPlainYearMonth();
    days.push({ day, month, name: month.toString(), from: at, to: until });
    at = until;
  }
  return days;
}
