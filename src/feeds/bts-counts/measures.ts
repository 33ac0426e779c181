import type { Crossing } from "../../domain/places/crossing.ts";
import type { Mode } from "../../domain/vocabulary.ts";

/** Measures of the table that count traffic by Garita's modes. The other measures count containers and passengers. */
export const MEASURES = {
  Pedestrians: "pedestrian",
  "Personal Vehicles": "passenger",
  Trucks: "commercial",
  Trains: "rail",
} as const satisfies Record<string, Mode>;

/** Direction of all traffic in the table: into the United States. */
export const COUNTED_DIRECTION = "northbound";

/**
 * Returns the only crossing of a port with a mode, or undefined. The table counts by port, so a number can be
 * attributed to a crossing only if no other crossing of the port has the mode.
 */
export function countedCrossing(crossings: readonly Crossing[], port: string, mode: Mode): Crossing | undefined {
  const mine = crossings.filter(
    (crossing) =>
      crossing.port === port &&
      crossing.services.some((service) => service.mode === mode && service.direction === COUNTED_DIRECTION),
  );
  return mine.length === 1 ? mine[0] : undefined;
}
