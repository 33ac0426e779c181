import { fold } from "../fold.ts";
import type { Crossing, Point } from "./crossing.ts";

/** Returns true if a name, an alias, a city or the slug of the crossing contains the words. */
export function isNamed(crossing: Crossing, words: string): boolean {
  const names = [
    crossing.slug,
    crossing.name.en,
    crossing.name.es,
    ...crossing.sides.map(({ city }) => city),
    ...crossing.aliases,
  ];
  const wanted = fold(words);
  return names.some((name) => fold(name).includes(wanted));
}

/** A rectangle in degrees. A rectangle whose `west` is greater than its `east` crosses the date line. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function isWithin(point: Point, { west, south, east, north }: Box): boolean {
  const { latitude, longitude } = point;
  const between = west <= east ? west <= longitude && longitude <= east : west <= longitude || longitude <= east;
  return between && south <= latitude && latitude <= north;
}

/** Returns true if the position of a crossing is known and within a rectangle, or if there is no rectangle. */
export const isPlacedIn = ({ point }: Pick<Crossing, "point">, bbox: Box | undefined): boolean =>
  bbox === undefined || (point !== null && isWithin(point, bbox));

/** Mean radius of the earth in kilometres (IUGG). */
const EARTH_KM = 6371.0088;

/** Returns the great-circle distance in kilometres (haversine), accurate to half a percent. */
export function distanceKm(
  a: { latitude: number; longitude: number },
  b: { latitude: number; longitude: number },
): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [lat, lon] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)];
  const h =
    Math.sin(lat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(lon / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
