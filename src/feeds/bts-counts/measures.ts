import type { Crossing } from "../../domain/places/crossing.ts";
import type { Mode } from "../../domain/vocabulary.ts";

/** The measures of the table that count traffic as Garita's modes do. The others count containers and passengers. */
export const MEASURES = {
  Pedestrians: "pedestrian",
  "Personal Vehicles": "passenger",
  Trucks: "commercial",
  Trains: "rail",
} as const satisfies Record<string, Mode>;

/** The entries that the table counts go into the United States. */
export const COUNTED_DIRECTION = "northbound";

/**
 * Returns the only crossing of a port with a mode, or undefined. The table counts by port, so a number says something
 * about a crossing only if no other of the port can have had a part in it.
 */
export function countedCrossing(crossings: readonly Crossing[], port: string, mode: Mode): Crossing | undefined {
  const mine = crossings.filter(
    (crossing) =>
      crossing.port === port &&
      crossing.services.some((service) => service.mode === mode && service.direction === COUNTED_DIRECTION),
  );
  return mine.length === 1 ? mine[0] : undefined;
}
