import type { Crossing } from "../../domain/places/crossing.ts";
import type { Mode } from "../../domain/vocabulary.ts";

/** Counts in the table, with Garita's mode for each. The other counts are of containers and passengers. */
export const MEASURES = {
  Pedestrians: "pedestrian",
  "Personal Vehicles": "passenger",
  Trucks: "commercial",
  Trains: "rail",
} as const satisfies Record<string, Mode>;

/** Direction of all traffic in the table. */
export const COUNTED_DIRECTION = "northbound";

/**
 * Returns a port's crossing with a northbound service of a mode, if there is exactly one. Otherwise returns undefined.
 * The table counts by port, so it does not tell the crossings of one port apart.
 */
export function countedCrossing(crossings: readonly Crossing[], port: string, mode: Mode): Crossing | undefined {
  const mine = crossings.filter(
    (crossing) =>
      crossing.port === port &&
      crossing.services.some((service) => service.mode === mode && service.direction === COUNTED_DIRECTION),
  );
  return mine.length === 1 ? mine[0] : undefined;
}
