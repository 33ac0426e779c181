import type { Temporal } from "temporal-polyfill";
import type { RuleText } from "../error-phrases.ts";
import { invalid } from "../errors.ts";
import { hourOf } from "../feed/waits.ts";
import { type AskedPeriod, refuseReversed } from "../time/asked-period.ts";
import { localDay } from "../time/local-day.ts";
import { compareInstants, endOf, type Period, startOf } from "../time/moment.ts";

/** Without `from`, an answer covers the last month of the period and this many months before it. */
const MONTHS_BEFORE = 11;

/**
 * Longest period in years. Three years of all crossings take about two megabytes and a few tenths of a second. For a
 * longer period, clients ask about one crossing at a time.
 */
export const MOST_YEARS = { one: 10, several: 3 };

/** Period of an availability answer. */
export interface AccountedPeriod extends Period {
  /** True if the period ends at the last full hour with data because the requested end is missing or too late. */
  clipped: boolean;
}

/**
 * Returns the requested period in `zone`. An end after `horizon` becomes the last full hour up to `horizon`, because
 * later times have no data. A future period becomes empty.
 * @throws Refusal `invalid` if the requested period ends at or before its start, or if the period is longer than
 * {@link MOST_YEARS}
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
 * Returns the start of the month {@link MONTHS_BEFORE} months before the last month of the period. `end` is exclusive:
 * a period up to 1 May has April as its last month.
 */
function monthsBefore(end: Temporal.Instant, zone: string): Temporal.Instant {
  const last = localDay(end.subtract({ milliseconds: 1 }), zone).toPlainYearMonth();
  return startOf(last.subtract({ months: MONTHS_BEFORE }), zone);
}
