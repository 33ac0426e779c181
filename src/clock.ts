import { Temporal } from "temporal-polyfill";

/**
 * Returns the machine's time in whole milliseconds. Native Temporal counts nanoseconds, which the database does not
 * store, so an instant would not compare equal after a round trip.
 */
export const machineClock = (): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Temporal.Now.instant().epochMilliseconds);
