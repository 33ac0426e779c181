import { Temporal } from "temporal-polyfill";

/**
 * The clock of the machine, in whole milliseconds: what the database keeps, and what it gives back equal. Native Temporal
 * counts nanoseconds, which would be lost there.
 */
export const machineClock = (): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Temporal.Now.instant().epochMilliseconds);
