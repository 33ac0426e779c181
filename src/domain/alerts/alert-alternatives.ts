import type { Crossing } from "../places/crossing.ts";
import { distanceKm } from "../places/search.ts";
import { DIRECTIONS, type Direction, MODES, type Mode } from "../vocabulary.ts";
import type { AlertMessage } from "./alert-message.ts";

/** Other crossings for one kind of traffic that no report on record shuts, nearest first. */
export interface NearbyOpen {
  mode: Mode;
  direction: Direction;
  nearest: { crossing: Crossing; km: number }[];
}

/** Maximum number of crossings for each kind of traffic. */
const MOST = 3;
/** A detour of a few hours. */
const WITHIN_KM = 300;
/** Number of crossings to look at for each kind of traffic. Of a dozen neighbours, some are open. */
const LOOK_AT = 12;

/** Returns the kinds of traffic that a message shuts out. For each mode, one direction is enough to name a detour. */
export const shutTraffic = ({ services }: AlertMessage): { mode: Mode; direction: Direction }[] =>
  MODES.flatMap((mode) => {
    const of = services.filter(({ service }) => service.mode === mode);
    const direction = DIRECTIONS.find((each) => of.some(({ service }) => service.direction === each));
    return direction === undefined ? [] : [{ mode, direction }];
  });

/** Returns the crossings near another that have a service, nearest first. */
export function neighboursWith(
  crossing: Crossing,
  all: readonly Crossing[],
  { mode, direction }: { mode: Mode; direction: Direction },
): { crossing: Crossing; km: number }[] {
  const { point, slug } = crossing;
  if (point === null) return [];
  return all
    .filter(
      (each) => each.slug !== slug && each.services.some((own) => own.mode === mode && own.direction === direction),
    )
    .flatMap((each) => (each.point === null ? [] : [{ crossing: each, km: Math.round(distanceKm(point, each.point)) }]))
    .filter(({ km }) => km <= WITHIN_KM)
    .sort((a, b) => a.km - b.km)
    .slice(0, LOOK_AT);
}

/** Shortens a list of alternatives to those that a message names. */
export const fewest = <Item>(items: readonly Item[]): Item[] => items.slice(0, MOST);
