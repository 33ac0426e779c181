import { Temporal } from "temporal-polyfill";

/**
 * Returns the machine's time in whole milliseconds. Native Temporal has nanoseconds. The database does not store them,
 * so an instant would come back changed.
 */
export const machineClock = (): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Temporal.Now.instant().epochMilliseconds);
