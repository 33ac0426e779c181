import { Temporal } from "temporal-polyfill";

/**
 * Returns the machine's time in whole milliseconds. The database does not store the nanoseconds of native Temporal, so
 * they would make an instant differ after a round trip.
 */
export const machineClock = (): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Temporal.Now.instant().epochMilliseconds);
