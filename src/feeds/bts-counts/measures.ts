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
 * Returns the only crossing of a port that has a northbound service of a mode. Returns undefined if no crossing or
 * several have one: the table counts by port, so its number then belongs to no single crossing.
 */
export function countedCrossing(crossings: readonly Crossing[], port: string, mode: Mode): Crossing | undefined {
  const mine = crossings.filter(
    (crossing) =>
      crossing.port === port &&
      crossing.services.some((service) => service.mode === mode && service.direction === COUNTED_DIRECTION),
  );
  return mine.length === 1 ? mine[0] : undefined;
}
