import { Temporal } from "temporal-polyfill";

/**
 * The clock of the machine, in whole milliseconds. Native Temporal counts nanoseconds, which the database does not
 * keep, so an instant would not compare equal after a round trip.
 */
export const machineClock = (): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Temporal.Now.instant().epochMilliseconds);
