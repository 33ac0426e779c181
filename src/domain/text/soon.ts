import type { Temporal } from "temporal-polyfill";
import type { ExpectedChange } from "../status/change-run.ts";
import type { Standing } from "../status/standing.ts";
import { instantAt } from "../time/instant-at.ts";
import { laterBy } from "../time/later-by.ts";
import { localDayAt } from "../time/local-day.ts";
import { compareInstants, endOf } from "../time/moment.ts";

/**
 * Time within which a change may affect travellers who leave now. A text that is too long omits its other parts before
 * it omits such a change.
 */
export const SOON_HOURS = 24;

/** Returns true if an instant is after `at` by at most {@link SOON_HOURS}. */
export const isSoon = (instant: Temporal.Instant, at: Temporal.Instant): boolean =>
  compareInstants(at, instant) < 0 && compareInstants(instant, laterBy(at, { hours: SOON_HOURS })) <= 0;

/** Returns the next recorded change if it is soon, otherwise null. */
export const soonOf = ({ next }: Standing, at: Temporal.Instant): ExpectedChange | null =>
  next !== null && isSoon(next.startsAt, at) ? next : null;

/**
 * Returns the first instant after `at` at which texts about the given standings may change although no standing
 * changes. This happens when a change, an opening or closing time, or an expected end comes within {@link SOON_HOURS}.
 * It also happens at midnight, because a time on the current day is shown without its date.
 */
export function nextTextChange(standings: readonly Standing[], at: Temporal.Instant, zone: string): Temporal.Instant {
  const midnight = instantAt(localDayAt(at.epochMilliseconds, zone).to);
  const near = standings.flatMap(({ next, opensAt, openingAfter, closesAt, expectedUntil }) =>
    [
      next?.startsAt,
      opensAt,
      openingAfter?.at,
      openingAfter?.next?.startsAt,
      closesAt,
      expectedUntil && endOf(expectedUntil, zone),
    ].flatMap((instant) => (instant == null ? [] : [laterBy(instant, { hours: -SOON_HOURS })])),
  );
  return near.reduce((first, each) => (isBetween(at, each, first) ? each : first), midnight);
}

const isBetween = (from: Temporal.Instant, instant: Temporal.Instant, to: Temporal.Instant): boolean =>
  compareInstants(from, instant) < 0 && compareInstants(instant, to) < 0;
