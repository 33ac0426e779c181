import { Temporal } from "temporal-polyfill";
import { fold } from "../../domain/fold.ts";
import { localDay } from "../../domain/time/moment.ts";

const STAMP =
  /^(?:at|en) (?:(noon|mediodia)|(midnight|medianoche)|(\d{1,2}):(\d{2}) ?([ap])\.? ?m\.?)(?: [a-z]{2,4})?$/;

/**
 * Maximum time by which a stamp may be ahead of the document. An officer may file for the coming hour, and up to two
 * hours were measured. A time further ahead is yesterday's.
 */
const FURTHEST_AHEAD = { hours: 2 };

/**
 * Reads the wall-clock time of an `update_time` (`At 3:00 pm CDT`, `At Noon CDT`, `En Medianoche PDT`). Returns null if
 * the text has none. The zone abbreviation is ignored: Douglas prints PST all summer, and Port Huron prints EST.
 */
export function readStamp(text: string): Temporal.PlainTime | null {
  const [whole, noon, midnight, hour, minute, half] = STAMP.exec(fold(text)) ?? [];
  if (whole === undefined) return null;
  if (noon !== undefined) return Temporal.PlainTime.from("12:00");
  if (midnight !== undefined) return Temporal.PlainTime.from("00:00");
  const h = Number(hour);
  const m = Number(minute);
  if (h < 1 || h > 12 || m > 59) return null;
  return new Temporal.PlainTime((h % 12) + (half === "p" ? 12 : 0), m);
}

/**
 * Converts a wall-clock time without a date, in a document generated at `madeAt`, to an instant in `zone`. The result
 * is the latest instant with this time that is less than two hours ahead. It is therefore at most 22 hours old (23 if
 * the clocks go back during that time). If the hour occurs twice, the latest occurrence that is not ahead counts. A
 * time in a skipped hour is read with the offset before or after the shift, by the same rule.
 */
export function resolveStamp(wallTime: Temporal.PlainTime, zone: string, madeAt: Temporal.Instant): Temporal.Instant {
  const limit = madeAt.add(FURTHEST_AHEAD);
  const day = localDay(madeAt, zone).add({ days: 1 });
  for (let back = 0; ; back += 1) {
    const at = passOf(day.subtract({ days: back }).toPlainDateTime(wallTime), zone, madeAt);
    if (Temporal.Instant.compare(at, limit) < 0) return at;
  }
}

function passOf(local: Temporal.PlainDateTime, zone: string, madeAt: Temporal.Instant): Temporal.Instant {
  const [first, second] = instantsOf(local, zone);
  return Temporal.Instant.compare(second, madeAt) <= 0 ? second : first;
}

/**
 * Returns the instants that a local date and time may mean, earlier first. The two instants differ only where the zone
 * shifts its clocks.
 */
export const instantsOf = (local: Temporal.PlainDateTime, zone: string): [Temporal.Instant, Temporal.Instant] => [
  local.toZonedDateTime(zone, { disambiguation: "earlier" }).toInstant(),
  local.toZonedDateTime(zone, { disambiguation: "later" }).toInstant(),
];
