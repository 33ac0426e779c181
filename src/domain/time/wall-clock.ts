import type { Temporal } from "temporal-polyfill";

/** An instant that a local time may mean, and the UTC offset at that instant, such as `-06:00`. */
export interface ClockReading {
  offset: string;
  at: Temporal.Instant;
}

/**
 * Instants that a local time may mean. Most times occur `once`. A time occurs `twice` if the clock goes back over it. A
 * time that the clock jumps over occurs `never`. In that case the two readings are one before the jump and one after
 * it, as far apart as the jump is long.
 */
export interface ClockReadings {
  shown: "once" | "twice" | "never";
  /** Earlier reading first. Contains a single reading if the time occurs once. */
  readings: ClockReading[];
}

/** Returns the instants that a local time of `zone` may mean, including on nights when the clock changes. */
export function readWallClock(local: Temporal.PlainDateTime, zone: string): ClockReadings {
  const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
    local.toZonedDateTime(zone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  const readings = [earlier, later].map((each) => ({ offset: each.offset, at: each.toInstant() }));
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { shown: "once", readings: readings.slice(0, 1) };
  return { shown: earlier.toPlainDateTime().equals(local) ? "twice" : "never", readings };
}

/** Returns the local day and time in `zone` at an instant, and the UTC offset at that instant. */
export function formatWallClock(
  at: Temporal.Instant,
  zone: string,
): { day: Temporal.PlainDate; time: Temporal.PlainTime; offset: string } {
  const local = at.toZonedDateTimeISO(zone);
  return { day: local.toPlainDate(), time: local.toPlainTime(), offset: local.offset };
}
