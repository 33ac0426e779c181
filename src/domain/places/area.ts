import type { Point } from "./crossing.ts";

/** A position as GeoJSON writes it: longitude, latitude, and possibly a height. */
type Position = readonly [longitude: number, latitude: number, ...rest: number[]];

/** Polygons. Each has an outer ring, followed by the rings of its holes. */
export type Area = readonly (readonly (readonly Position[])[])[];

/** Length of a degree of latitude. */
const KM_PER_DEGREE = 111.195;

/**
 * Returns true if a point lies in an area or at most `toleranceKm` from its edge. Areas are assumed to be small and to
 * stay clear of the poles and the date line.
 */
export const isInArea = (point: Point, area: Area, toleranceKm: number): boolean =>
  area.some(
    (rings) =>
      rings.filter((ring) => isInRing(point, ring)).length % 2 === 1 ||
      rings.some((ring) => distanceToRing(point, ring) <= toleranceKm),
  );

/** Counts the edges that a ray to the east crosses. Each edge includes only its lower end. */
function isInRing({ latitude, longitude }: Point, ring: readonly Position[]): boolean {
  let isInside = false;
  for (const [[x1, y1], [x2, y2]] of edgesOf(ring))
    if (y1 > latitude !== y2 > latitude && longitude < x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1))
      isInside = !isInside;
  return isInside;
}

/** Returns the distance to the nearest edge in kilometres, on a plane that touches the earth at the point. */
function distanceToRing({ latitude, longitude }: Point, ring: readonly Position[]): number {
  const kmPerDegreeEast = KM_PER_DEGREE * Math.cos((latitude * Math.PI) / 180);
  const plane = ([x, y]: Position): [number, number] => [
    (x - longitude) * kmPerDegreeEast,
    (y - latitude) * KM_PER_DEGREE,
  ];
  return Math.min(...edgesOf(ring).map(([a, b]) => distanceToEdge(plane(a), plane(b))));
}

/** Returns the distance from the origin to an edge. */
function distanceToEdge([x1, y1]: [number, number], [x2, y2]: [number, number]): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / squared));
  return Math.hypot(x1 + along * dx, y1 + along * dy);
}

/** Returns the edges of a ring, including the one that closes it. */
const edgesOf = (ring: readonly Position[]): [Position, Position][] =>
  ring.map((position, i) => [position, ring[(i + 1) % ring.length] ?? position]);
