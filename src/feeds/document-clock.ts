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

/** A date and time as mail and RSS print them (`Sat, 15 Aug 2026 09:48:52 EST`), without the zone; null where it is none. */
export function readMailDate(text: string): Temporal.PlainDateTime | null {
  const parts = MAIL.exec(text.trim())?.groups;
  const month = MONTHS.indexOf(parts?.month?.toLowerCase() ?? "") + 1;
  if (parts === undefined || month === 0) return null;
  return readDateTime(`${parts.year}-${month}-${parts.day}`, parts.time ?? "");
}

/** The instant of a clock reading in the Eastern zone, in the hour that comes twice its first pass; null for null. */
export const easternInstant = (local: Temporal.PlainDateTime | null): Temporal.Instant | null =>
  local === null ? null : instantsOf(local, EASTERN)[0];

/**
 * The instant that most of the readings of one moment on many clocks agree on, the earlier where two have as many:
 * one row on a wrong clock cannot make a document newer than it is. In the hour that comes twice a reading speaks for
 * both passes, and those of the other zones tell which. Null without readings.
 */
export function agreedInstant(
  readings: readonly { local: Temporal.PlainDateTime; zone: string }[],
): Temporal.Instant | null {
  const votes = new Map<number, number>();
  for (const { local, zone } of readings) {
    const meant = new Set(instantsOf(local, zone).map((instant) => instant.epochMilliseconds));
    for (const instant of meant) votes.set(instant, (votes.get(instant) ?? 0) + 1);
  }
  const [best] = [...votes].sort(([a, most], [b, more]) => more - most || a - b);
  return best === undefined ? null : Temporal.Instant.fromEpochMilliseconds(best[0]);
}
