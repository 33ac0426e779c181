import type { Temporal } from "temporal-polyfill";
import { invalid } from "../errors.ts";
import { hourOf } from "../feed/waits.ts";
import { type AskedPeriod, refuseReversed } from "../time/asked-period.ts";
import { compareInstants, endOf, type Period, startOf } from "../time/moment.ts";

/** Without `from`, the month in which the period ends and so many before it: a year's worth, whole months first. */
const MONTHS_BEFORE = 11;

/**
 * The most years that one account may span. Of all crossings, three make some two megabytes and a few tenths of a
 * second; who wants more asks for one crossing after the other.
 */
export const MOST_YEARS = { one: 10, several: 3 };

/** The period that an account is made for. */
export interface AccountedPeriod extends Period {
  /** True where it ends at the last full hour that could be known, and what was asked, or time itself, runs on. */
  clipped: boolean;
}

/**
 * The asked period on the clock of `zone`, as far as it can be accounted for: no later than `horizon`, the moment up to
 * which anything could be known, and then to its last full hour. Empty where all of it is to come.
 * @throws Refusal `invalid` where it ends before it begins, or is longer than {@link MOST_YEARS}
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
    const more = asks === "several" ? `, or ${MOST_YEARS.one} of a single crossing` : "";
    throw invalid([
      { path: "from", message: `must be at most ${most} years before ${to ?? end}${more}, and is ${from}` },
    ]);
  }
  return { from: start, to: compareInstants(start, end) < 0 ? end : start, clipped };
}

/** The start of the month that lies {@link MONTHS_BEFORE} before the one that ends at `end` or runs then. */
function monthsBefore(end: Temporal.Instant, zone: string): Temporal.Instant {
  const last = end.subtract({ milliseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth();
  return startOf(last.subtract({ months: MONTHS_BEFORE }), zone);
}
