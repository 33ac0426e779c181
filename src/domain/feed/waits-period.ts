import type { Temporal } from "temporal-polyfill";
import { invalid } from "../errors.ts";
import { type AskedPeriod, refuseReversed } from "../time/asked-period.ts";
import { compareInstants, endOf, type Period, startOf } from "../time/moment.ts";

/** Days in an answer if the request has no `from`. Seven days include each hour of the week once. */
const DAYS_BY_DEFAULT = 7;

/** Longest period in days: one leap year. */
export const MOST_DAYS = 366;

/**
 * Weeks over which typical waits are computed. Each hour of the week occurs twelve times, and eight samples are enough.
 * More than a season would mix June with December.
 */
export const TYPICAL_WEEKS = 12;

/**
 * Returns the requested period in `zone`. Without `to`, it ends at `now`. Without `from`, it starts a week before its
 * end.
 * @throws Refusal `invalid` if the period is empty, or longer than {@link MOST_DAYS}
 */
export function waitsPeriod({ from, to }: AskedPeriod, zone: string, now: Temporal.Instant): Period {
  refuseReversed({ from, to }, zone);
  const end = to === undefined ? now : endOf(to, zone);
  const start = from === undefined ? daysBefore(end, DAYS_BY_DEFAULT, zone) : startOf(from, zone);
  if (compareInstants(start, end) >= 0)
    throw invalid([
      { path: "from", rule: to === undefined ? ["beforeNow", `${now}`] : ["beforeEnd", `${to}`], value: String(from) },
    ]);
  if (compareInstants(start, daysBefore(end, MOST_DAYS, zone)) < 0)
    throw invalid([
      {
        path: "from",
        rule: to === undefined ? ["daysBeforeNow", MOST_DAYS, `${now}`] : ["daysBeforeEnd", MOST_DAYS, `${to}`],
        value: String(from),
      },
    ]);
  return { from: start, to: end };
}

/**
 * Returns the weeks over which typical waits are computed. They end at the end of the requested period, or at `now` if
 * that is earlier.
 */
export function typicalPeriod({ to }: Period, zone: string, now: Temporal.Instant): Period {
  const end = compareInstants(to, now) > 0 ? now : to;
  return { from: daysBefore(end, 7 * TYPICAL_WEEKS, zone), to: end };
}

const daysBefore = (instant: Temporal.Instant, days: number, zone: string): Temporal.Instant =>
  instant.toZonedDateTimeISO(zone).subtract({ days }).toInstant();
