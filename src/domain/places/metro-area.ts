import type { Crossing } from "./crossing.ts";
import type { PlaceNames } from "./region.ts";
import { distanceKm } from "./search.ts";

/** A metropolitan area on both sides of the border, with the smaller crossings near it. */
export interface MetroArea {
  slug: string;
  name: PlaceNames;
  /** Position in lists. The busiest area has the position 0. */
  position: number;
}

/** The area of one crossing. `rank` is the crossing's position in the area. The busiest crossing has the rank 0. */
export interface AreaOfCrossing extends MetroArea {
  rank: number;
}

/** Crossings of one area. */
export interface AreaGroup<Item> {
  area: MetroArea;
  crossings: Item[];
}

interface InArea {
  crossing: Pick<Crossing, "area">;
}

/**
 * Groups crossings by area, the busiest area first, and within an area the busiest crossing first. `outside` contains
 * the crossings that are in no area, in their given order.
 */
export function groupByArea<Item extends InArea>(
  items: readonly Item[],
): { groups: AreaGroup<Item>[]; outside: Item[] } {
  const groups = new Map<string, AreaGroup<Item>>();
  const outside: Item[] = [];
  for (const item of items) {
    const { area } = item.crossing;
    if (area === null) {
      outside.push(item);
      continue;
    }
    const group = groups.get(area.slug) ?? { area, crossings: [] };
    group.crossings.push(item);
    groups.set(area.slug, group);
  }
  const rankOf = ({ crossing }: InArea) => crossing.area?.rank ?? 0;
  for (const { crossings } of groups.values()) crossings.sort((a, b) => rankOf(a) - rankOf(b));
  return { groups: [...groups.values()].sort((a, b) => a.area.position - b.area.position), outside };
}

/** Returns the area with this slug, or undefined if no crossing is in it. */
export function findArea(slug: string, crossings: Iterable<Pick<Crossing, "area">>): MetroArea | undefined {
  for (const { area } of crossings) if (area?.slug === slug) return area;
  return undefined;
}

/**
 * A crossing that is in no area's list belongs to the nearest area if that is at most this far away. The limit is about
 * half the distance between neighbouring areas.
 */
const NEAR_KM = 60;

/**
 * Returns the area for a crossing that is in no area's list: the area of the nearest crossing. The new crossing comes
 * last in it. Returns null if the nearest crossing is too far away, or if the position of the crossing is unknown.
 */
export function nearestArea(
  { point }: Pick<Crossing, "point">,
  others: readonly Pick<Crossing, "point" | "area">[],
): AreaOfCrossing | null {
  if (point === null) return null;
  const [nearest] = others
    .flatMap((other) =>
      other.point === null || other.area === null ? [] : [{ area: other.area, km: distanceKm(point, other.point) }],
    )
    .sort((a, b) => a.km - b.km);
  if (nearest === undefined || nearest.km > NEAR_KM) return null;
  const members = others.filter(({ area }) => area?.slug === nearest.area.slug);
  return { ...nearest.area, rank: Math.max(...members.map(({ area }) => area?.rank ?? 0)) + 1 };
}
