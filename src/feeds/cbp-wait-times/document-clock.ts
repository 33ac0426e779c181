import { Temporal } from "temporal-polyfill";
import { readDate, readDateTime } from "../../domain/time/printed-date.ts";
import { instantsOf } from "./stamp.ts";

/** The clock of the XML header and of the RSS dates, whatever abbreviation is printed: RSS says EST in summer too. */
export const EASTERN = "America/New_York";

/**
 * The instant of an Eastern clock reading in a document whose rows have dates of their own. A header may be a day off its
 * rows: the day counts that most rows have on their own clocks, the header's own where they do not tell. Of an hour that
 * comes twice it is the pass nearest to `now`, without `now` the first. Null for null.
 */
export function easternInstant(
  local: Temporal.PlainDateTime | null,
  rows: readonly { date: Temporal.PlainDate; zone: string }[] = [],
  now: Temporal.Instant | null = null,
): Temporal.Instant | null {
  if (local === null) return null;
  const [best] = [0, 1, -1]
    .flatMap((days) => [nearest(instantsOf(local.add({ days }), EASTERN), now)])
    .map((at) => ({
      at,
      votes: rows.filter(({ date, zone }) => at.toZonedDateTimeISO(zone).toPlainDate().equals(date)).length,
    }))
    .sort((a, b) => b.votes - a.votes);
  return best?.at ?? null;
}

/**
 * The instant that most of the readings of one moment on many clocks agree on, the earlier where two have as many:
 * one row on a wrong clock cannot make a document newer than it is. In the hour that comes twice a reading speaks for
 * both passes, and those of the other zones tell which; where they do not, it is the pass nearest to `now`, without `now`
 * the first. Null without readings.
 */
export function agreedInstant(
  readings: readonly { local: Temporal.PlainDateTime; zone: string }[],
  now: Temporal.Instant | null = null,
): Temporal.Instant | null {
  const votes = new Map<number, number>();
  const passes = readings.map(({ local, zone }) => instantsOf(local, zone));
  for (const pair of passes)
    for (const instant of new Set(pair.map(({ epochMilliseconds }) => epochMilliseconds)))
      votes.set(instant, (votes.get(instant) ?? 0) + 1);
  const [best] = [...votes].sort(([a, most], [b, more]) => more - most || a - b);
  if (best === undefined) return null;
  const [at, most] = best;
  // The other pass of the same readings, where all of them allow it.
  const pair = passes.find(([first, second]) => first.epochMilliseconds === at && !second.equals(first));
  const other = pair?.[1];
  const agreed = Temporal.Instant.fromEpochMilliseconds(at);
  return other !== undefined && votes.get(other.epochMilliseconds) === most ? nearest([agreed, other], now) : agreed;
}

/**
 * The last instant that a row's own date and time may mean on the clock of `zone`: with a date alone, the end of its day.
 * Null where it has no date.
 */
export function datedUntil(date: string, time: string, zone: string): Temporal.Instant | null {
  const local = readDateTime(date, time);
  if (local !== null) return instantsOf(local, zone)[1];
  return readDate(date)?.add({ days: 1 }).toZonedDateTime(zone).toInstant() ?? null;
}

/** The nearest of two instants to `now`, the first without it or at the same distance. */
function nearest([first, second]: readonly [Temporal.Instant, Temporal.Instant], now: Temporal.Instant | null) {
  const away = (at: Temporal.Instant) => (now === null ? 0 : Math.abs(at.epochMilliseconds - now.epochMilliseconds));
  return away(second) < away(first) ? second : first;
}
