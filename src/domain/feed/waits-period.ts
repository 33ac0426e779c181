import type { Temporal } from "temporal-polyfill";
import { invalid } from "../errors.ts";
import { type AskedPeriod, refuseReversed } from "../time/asked-period.ts";
import { compareInstants, endOf, type Period, startOf } from "../time/moment.ts";

/** What is shown where no `from` is given: a week holds every hour of the week once. */
const DAYS_BY_DEFAULT = 7;

/** The most that one question may span: a year, whichever. */
export const MOST_DAYS = 366;

/**
 * What is typical counts over so many weeks: each hour of the week comes twelve times in them, so that a third may be
 * missing and eight are left; and no more than a season, so that June is not told what December was like.
 */
export const TYPICAL_WEEKS = 12;

/**
 * The asked stretch of time on the clock of `zone`: up to `now` without `to`, and a week up to its end without `from`.
 * @throws Refusal `invalid` where it is empty, or longer than {@link MOST_DAYS}
 */
export function waitsPeriod({ from, to }: AskedPeriod, zone: string, now: Temporal.Instant): Period {
  refuseReversed({ from, to }, zone);
  const end = to === undefined ? now : endOf(to, zone);
  const start = from === undefined ? daysBefore(end, DAYS_BY_DEFAULT, zone) : startOf(from, zone);
  const until = to === undefined ? `now (${now})` : `the end of to (${to})`;
  if (compareInstants(start, end) >= 0)
    throw invalid([{ path: "from", message: `must be before ${until}, and is ${from}` }]);
  if (compareInstants(start, daysBefore(end, MOST_DAYS, zone)) < 0)
    throw invalid([{ path: "from", message: `must be at most ${MOST_DAYS} days before ${until}, and is ${from}` }]);
  return { from: start, to: end };
}

/** The weeks before the end of an asked stretch, or before `now` where that is still to come, by which typical is told. */
export function typicalPeriod({ to }: Period, zone: string, now: Temporal.Instant): Period {
  const end = compareInstants(to, now) > 0 ? now : to;
  return { from: daysBefore(end, 7 * TYPICAL_WEEKS, zone), to: end };
}

const daysBefore = (instant: Temporal.Instant, days: number, zone: string): Temporal.Instant =>
  instant.toZonedDateTimeISO(zone).subtract({ days }).toInstant();
