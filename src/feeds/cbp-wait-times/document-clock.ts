import { Temporal } from "temporal-polyfill";
import { localDay } from "../../domain/time/local-day.ts";
import { readDate, readDateTime } from "../../domain/time/printed-date.ts";
import { instantsOf } from "./stamp.ts";

/** Zone of the XML header and the RSS dates. RSS prints EST in summer too. */
export const EASTERN = "America/New_York";

/**
 * Converts a document's Eastern time to an instant, or null to null. The header's date may be a day off, so the date
 * that fits most rows wins. On a tie, the header's own date wins. If an hour occurs twice, the occurrence nearest to
 * `now` counts, or the first if `now` is null.
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
      votes: rows.filter(({ date, zone }) => localDay(at, zone).equals(date)).length,
    }))
    .sort((a, b) => b.votes - a.votes);
  return best?.at ?? null;
}

/**
 * Returns the instant on which most readings agree, or null if there are none. Each reading gives that instant in its
 * own zone. On a tie, the earlier instant wins, so that one row with a wrong clock cannot make a document look newer.
 * In an hour that occurs twice, the occurrence nearest to `now` wins, or the first if `now` is null.
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
  // The other occurrence of a repeated hour counts only if equally many readings agree on it.
  const pair = passes.find(([first, second]) => first.epochMilliseconds === at && !second.equals(first));
  const other = pair?.[1];
  const agreed = Temporal.Instant.fromEpochMilliseconds(at);
  return other !== undefined && votes.get(other.epochMilliseconds) === most ? nearest([agreed, other], now) : agreed;
}

/**
 * Returns the last instant that a row's date and time may mean in `zone`. A date alone means the end of that day.
 * Returns null without a date.
 */
export function datedUntil(date: string, time: string, zone: string): Temporal.Instant | null {
  const local = readDateTime(date, time);
  if (local !== null) return instantsOf(local, zone)[1];
  return readDate(date)?.add({ days: 1 }).toZonedDateTime(zone).toInstant() ?? null;
}

/** Returns the instant nearer to `now`, or the first if they are equally near or `now` is null. */
function nearest([first, second]: readonly [Temporal.Instant, Temporal.Instant], now: Temporal.Instant | null) {
  const away = (at: Temporal.Instant) => (now === null ? 0 : Math.abs(at.epochMilliseconds - now.epochMilliseconds));
  return away(second) < away(first) ? second : first;
}
