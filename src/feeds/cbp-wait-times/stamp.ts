import { Temporal } from "temporal-polyfill";
import { fold } from "../../domain/fold.ts";
import { localDay } from "../../domain/time/local-day.ts";

const STAMP =
  /^(?:at|en) (?:(noon|mediodia)|(midnight|medianoche)|(\d{1,2}):(\d{2}) ?([ap])\.? ?m\.?)(?: [a-z]{2,4})?$/;

/**
 * A stamp may be this far ahead of the document, because some officers file for the coming hour (up to two hours were
 * measured). A stamp further ahead is yesterday's.
 */
const FURTHEST_AHEAD = { hours: 2 };

/**
 * Reads the time in an `update_time` (`At 3:00 pm CDT`, `At Noon CDT`, `En Medianoche PDT`), or null. Ignores the
 * abbreviation of the zone: Douglas prints PST all summer, and Port Huron prints EST.
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
 * Converts a time without a date, in a document made at `madeAt`, to an instant in `zone`. Returns the latest instant
 * that has this time and is less than two hours ahead. It is at most 22 hours old (23 if the clocks go back). If an
 * hour occurs twice, the later occurrence counts unless it is after `madeAt`.
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

/** Returns the instants that a local time may mean, the earlier first. They differ only at a clock change. */
export const instantsOf = (local: Temporal.PlainDateTime, zone: string): [Temporal.Instant, Temporal.Instant] => [
  local.toZonedDateTime(zone, { disambiguation: "earlier" }).toInstant(),
  local.toZonedDateTime(zone, { disambiguation: "later" }).toInstant(),
];
