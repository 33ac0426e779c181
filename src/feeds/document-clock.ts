import { Temporal } from "temporal-polyfill";
import { instantsOf } from "./stamp.ts";

/** The clock of the XML header and of the RSS dates, whatever abbreviation is printed: RSS says EST in summer too. */
export const EASTERN = "America/New_York";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const SLASHED = /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/;
const DASHED = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/;
const TIME = /^(?<hour>\d{1,2}):(?<minute>\d{1,2}):(?<second>\d{1,2})$/;
const MAIL = /^(?:\w{3}, )?(?<day>\d{1,2}) (?<month>\w{3}) (?<year>\d{4}) (?<time>\d{1,2}:\d{1,2}:\d{1,2})\b/;

/**
 * A date (`8/30/2026`, `2023-11-10`) and a time (`1:55:5`), neither padded with zeros, as they are printed: without a
 * zone. Null where either is missing or is none that a calendar has.
 */
export function readDateTime(date: string, time: string): Temporal.PlainDateTime | null {
  const day = (SLASHED.exec(date) ?? DASHED.exec(date))?.groups;
  const clock = TIME.exec(time)?.groups;
  if (day === undefined || clock === undefined) return null;
  try {
    return Temporal.PlainDateTime.from(
      {
        year: Number(day.year),
        month: Number(day.month),
        day: Number(day.day),
        hour: Number(clock.hour),
        minute: Number(clock.minute),
        second: Number(clock.second),
      },
      { overflow: "reject" },
    );
  } catch {
    return null;
  }
}

/** The day of a printed date; null where it is none. */
export const readDate = (date: string): Temporal.PlainDate | null => readDateTime(date, "0:0:0")?.toPlainDate() ?? null;

/** A date and time as mail and RSS print them (`Sat, 15 Aug 2026 09:48:52 EST`), without the zone; null where it is none. */
export function readMailDate(text: string): Temporal.PlainDateTime | null {
  const parts = MAIL.exec(text.trim())?.groups;
  const month = MONTHS.indexOf(parts?.month?.toLowerCase() ?? "") + 1;
  if (parts === undefined || month === 0) return null;
  return readDateTime(`${parts.year}-${month}-${parts.day}`, parts.time ?? "");
}

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
