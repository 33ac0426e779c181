import type { Temporal } from "temporal-polyfill";

/** A possible instant of a local time, and its UTC offset, such as `-06:00`. */
export interface ClockReading {
  offset: string;
  at: Temporal.Instant;
}

/**
 * Instants that a local time may mean. Most times occur `once`. A time occurs `twice` if the clock goes back over it,
 * and `never` if the clock jumps over it. A skipped time has a reading before the jump and one after it.
 */
export interface ClockReadings {
  shown: "once" | "twice" | "never";
  /** Readings, the earlier first. There is only one if the time occurs once. */
  readings: ClockReading[];
}

/** Returns the instants that a local time in `zone` may mean. */
export function readWallClock(local: Temporal.PlainDateTime, zone: string): ClockReadings {
  const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
    local.toZonedDateTime(zone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  const readings = [earlier, later].map((each) => ({ offset: each.offset, at: each.toInstant() }));
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { shown: "once", readings: readings.slice(0, 1) };
  return { shown: earlier.toPlainDateTime().equals(local) ? "twice" : "never", readings };
}

/** Returns the local day, time and UTC offset in `zone` at an instant. */
export function formatWallClock(
  at: Temporal.Instant,
  zone: string,
): { day: Temporal.PlainDate; time: Temporal.PlainTime; offset: string } {
  const local = at.toZonedDateTimeISO(zone);
  return { day: local.toPlainDate(), time: local.toPlainTime(), offset: local.offset };
}
