import type { Temporal } from "temporal-polyfill";

/** An instant that a local time may mean, and the offset from UTC then, such as `-06:00`. */
export interface ClockReading {
  offset: string;
  at: Temporal.Instant;
}

/**
 * The instants that a local time may mean. Most times occur `once`. A time occurs `twice` when the clock goes back over
 * it. It occurs `never` when the clock jumps over it. There are then two readings, one before the jump and one after
 * it, as far apart as the jump is long.
 */
export interface ClockReadings {
  shown: "once" | "twice" | "never";
  /** Earlier first; only one if the time occurs once. */
  readings: ClockReading[];
}

/** Returns the instants that a local time of `zone` may mean, also on nights when the clock changes. */
export function readWallClock(local: Temporal.PlainDateTime, zone: string): ClockReadings {
  const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
    local.toZonedDateTime(zone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  const readings = [earlier, later].map((each) => ({ offset: each.offset, at: each.toInstant() }));
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { shown: "once", readings: readings.slice(0, 1) };
  return { shown: earlier.toPlainDateTime().equals(local) ? "twice" : "never", readings };
}

/** Returns the local day and time in `zone` at an instant, and the offset from UTC then. */
export function formatWallClock(
  at: Temporal.Instant,
  zone: string,
): { day: Temporal.PlainDate; time: Temporal.PlainTime; offset: string } {
  const local = at.toZonedDateTimeISO(zone);
  return { day: local.toPlainDate(), time: local.toPlainTime(), offset: local.offset };
}
