import { Temporal } from "temporal-polyfill";
import { fold } from "../../domain/fold.ts";

const STAMP =
  /^(?:at|en) (?:(noon|mediodia)|(midnight|medianoche)|(\d{1,2}):(\d{2}) ?([ap])\.? ?m\.?)(?: [a-z]{2,4})?$/;

/**
 * An officer may file the coming hour, so a stamp may be ahead of the document: up to two hours were measured. What
 * is further ahead is yesterday's.
 */
const FURTHEST_AHEAD = { hours: 2 };

/**
 * The wall clock of an `update_time` (`At 3:00 pm CDT`, `At Noon CDT`, `En Medianoche PDT`), or null where it is none.
 * The abbreviation is dropped: Douglas prints PST all summer, Port Huron EST.
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
 * The instant of a wall clock without a date, on the clock of `zone`, in a document made at `madeAt`: the newest that
 * is less than two hours ahead, which is at most 22 hours old (23 where the zone turns its clocks back in between).
 * Of an hour that comes twice it is the newest pass that is not ahead; an hour that is skipped counts from the old
 * offset or the new by the same rule.
 */
export function resolveStamp(wallTime: Temporal.PlainTime, zone: string, madeAt: Temporal.Instant): Temporal.Instant {
  const limit = madeAt.add(FURTHEST_AHEAD);
  const day = madeAt.toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 });
  for (let back = 0; ; back += 1) {
    const at = passOf(day.subtract({ days: back }).toPlainDateTime(wallTime), zone, madeAt);
    if (Temporal.Instant.compare(at, limit) < 0) return at;
  }
}

function passOf(local: Temporal.PlainDateTime, zone: string, madeAt: Temporal.Instant): Temporal.Instant {
  const [first, second] = instantsOf(local, zone);
  return Temporal.Instant.compare(second, madeAt) <= 0 ? second : first;
}

/** The instants that a local date and time may mean, earlier first; they differ only where the zone shifts its clocks. */
export const instantsOf = (local: Temporal.PlainDateTime, zone: string): [Temporal.Instant, Temporal.Instant] => [
  local.toZonedDateTime(zone, { disambiguation: "earlier" }).toInstant(),
  local.toZonedDateTime(zone, { disambiguation: "later" }).toInstant(),
];
