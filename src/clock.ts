import { Temporal } from "temporal-polyfill";

/**
 * Returns the machine's time in whole milliseconds. Native Temporal has nanoseconds, which the database does not store:
 * an instant would come back changed.
 */
export const machineClock = (): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Temporal.Now.instant().epochMilliseconds);
