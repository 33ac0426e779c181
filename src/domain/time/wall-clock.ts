import type { Temporal } from "temporal-polyfill";

/** An instant that a wall clock's time may stand for, and the offset from UTC then, such as `-06:00`. */
export interface ClockReading {
  offset: string;
  at: Temporal.Instant;
}

/**
 * What a time of a wall clock may stand for. `once` on most nights; `twice` where the clock goes back and shows it again;
 * `never` where the clock jumps over it: the two readings are then as far before the jump, and after it, as was asked.
 */
export interface ClockReadings {
  shown: "once" | "twice" | "never";
  /** The earlier first; one where it is shown once. */
  readings: ClockReading[];
}

/** What a local time of `zone` may stand for, in nights of clock change too. */
export function readClock(local: Temporal.PlainDateTime, zone: string): ClockReadings {
  const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
    local.toZonedDateTime(zone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  const readings = [earlier, later].map((each) => ({ offset: each.offset, at: each.toInstant() }));
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { shown: "once", readings: readings.slice(0, 1) };
  return { shown: earlier.toPlainDateTime().equals(local) ? "twice" : "never", readings };
}

/** What a wall clock of `zone` shows at an instant, and by which offset from UTC. */
export function writeClock(
  at: Temporal.Instant,
  zone: string,
): { day: Temporal.PlainDate; time: Temporal.PlainTime; offset: string } {
  const local = at.toZonedDateTimeISO(zone);
  return { day: local.toPlainDate(), time: local.toPlainTime(), offset: local.offset };
}
