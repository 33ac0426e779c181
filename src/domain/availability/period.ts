import type { Temporal } from "temporal-polyfill";
import type { RuleText } from "../error-phrases.ts";
import { invalid } from "../errors.ts";
import { hourOf } from "../feed/waits.ts";
import { type AskedPeriod, refuseReversed } from "../time/asked-period.ts";
import { compareInstants, endOf, localDay, type Period, startOf } from "../time/moment.ts";

/**
 * Number of whole months before the month in which the period ends, if the request has no `from`. Together with that
 * month, they cover up to a year.
 */
const MONTHS_BEFORE = 11;

/**
 * Maximum length of the requested period, in years. For all crossings, three years take about two megabytes and a few
 * tenths of a second. Clients that need more request one crossing at a time.
 */
export const MOST_YEARS = { one: 10, several: 3 };

/** The period that an availability answer covers. */
export interface AccountedPeriod extends Period {
  /**
   * True if the period ends at the last full hour for which data can exist, because the request has a later end or
   * none.
   */
  clipped: boolean;
}

/**
 * Returns the requested period in `zone`, limited to the time for which data can exist. No data exists after `horizon`,
 * so a later end is moved to the last full hour at or before `horizon`. The result is empty if the whole period is in
 * the future.
 * @throws Refusal `invalid` if the period ends at or before its start, or is longer than {@link MOST_YEARS}
 */
export function availabilityPeriod(
  { from, to }: AskedPeriod,
  zone: string,
  horizon: Temporal.Instant,
  asks: keyof typeof MOST_YEARS,
): AccountedPeriod {
  refuseReversed({ from, to }, zone);
  const asked = to === undefined ? undefined : endOf(to, zone);
  const clipped = asked === undefined || compareInstants(horizon, asked) < 0;
  const end = clipped ? hourOf(horizon) : asked;
  const start = from === undefined ? monthsBefore(end, zone) : startOf(from, zone);
  const most = MOST_YEARS[asks];
  if (compareInstants(start, end.toZonedDateTimeISO(zone).subtract({ years: most }).toInstant()) < 0) {
    const until = String(to ?? end);
    const rule: RuleText =
      asks === "several" ? ["yearsBeforeEndOfSeveral", most, until, MOST_YEARS.one] : ["yearsBeforeEnd", most, until];
    throw invalid([{ path: "from", rule, value: String(from) }]);
  }
  return { from: start, to: compareInstants(start, end) < 0 ? end : start, clipped };
}

/**
 * Returns the start of the month {@link MONTHS_BEFORE} months before the last month of the period. `end` is exclusive,
 * so a period up to the first of a month ends in the previous month.
 */
function monthsBefore(end: Temporal.Instant, zone: string): Temporal.Instant {
  const last = localDay(end.subtract({ milliseconds: 1 }), zone).toPlainYearMonth();
  return startOf(last.subtract({ months: MONTHS_BEFORE }), zone);
}
