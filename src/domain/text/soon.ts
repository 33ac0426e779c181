import type { Temporal } from "temporal-polyfill";
import type { Next, Standing } from "../status/standing.ts";
import { compareInstants, endOf, startOfDay } from "../time/moment.ts";

/** How near something is that whoever sets out now may meet on the way: texts never leave it out. */
export const SOON_HOURS = 24;

/** True where an instant is still to come at `at`, and at most {@link SOON_HOURS} away. */
export const isSoon = (instant: Temporal.Instant, at: Temporal.Instant): boolean =>
  compareInstants(at, instant) < 0 && compareInstants(instant, at.add({ hours: SOON_HOURS })) <= 0;

/** The recorded change that comes next, where it comes soon. */
export const soonOf = ({ next }: Standing, at: Temporal.Instant): Next | null =>
  next !== null && isSoon(next.startsAt, at) ? next : null;

/**
 * The first instant after `at` from which the texts about some standings may read differently although none of them has
 * turned: what is announced or expected comes near, or a local day begins, on which a clock is told without its day.
 */
export function nextTextTurn(standings: readonly Standing[], at: Temporal.Instant, zone: string): Temporal.Instant {
  const midnight = startOfDay(at.toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 }), zone);
  const near = standings.flatMap(({ next, opensAt, closesAt, expectedUntil }) =>
    [next?.startsAt ?? null, opensAt, closesAt, expectedUntil === null ? null : endOf(expectedUntil, zone)].flatMap(
      (instant) => (instant === null ? [] : [instant.subtract({ hours: SOON_HOURS })]),
    ),
  );
  return near.reduce((first, each) => (isBetween(at, each, first) ? each : first), midnight);
}

const isBetween = (from: Temporal.Instant, instant: Temporal.Instant, to: Temporal.Instant): boolean =>
  compareInstants(from, instant) < 0 && compareInstants(instant, to) < 0;
