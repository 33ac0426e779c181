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
export function isInArea(point: Point, area: Area, toleranceKm: number): boolean {
  const kmPerDegreeEast = KM_PER_DEGREE * Math.cos((point.latitude * Math.PI) / 180);
  return area.some((rings) => {
    let isInside = false;
    for (const ring of rings)
      for (let i = 0; i < ring.length; i++) {
        const [a, b] = [ring[i], ring[(i + 1) % ring.length]];
        if (a === undefined || b === undefined) continue;
        // The origin is the point, and the unit is a kilometre, on a plane that touches the earth at the point.
        const x1 = (a[0] - point.longitude) * kmPerDegreeEast;
        const y1 = (a[1] - point.latitude) * KM_PER_DEGREE;
        const x2 = (b[0] - point.longitude) * kmPerDegreeEast;
        const y2 = (b[1] - point.latitude) * KM_PER_DEGREE;
        // A ray from the point to the east goes into or out of the area at each edge that it crosses. An edge includes
        // only its lower end, so that a shared corner counts once.
        if (y1 > 0 !== y2 > 0 && x1 - (y1 * (x2 - x1)) / (y2 - y1) > 0) isInside = !isInside;
        if (toleranceKm > 0 && distanceToEdge(x1, y1, x2, y2) <= toleranceKm) return true;
      }
    return isInside;
  });
}

/** Returns the distance from the origin to an edge. */
function distanceToEdge(x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / squared));
  return Math.sqrt((x1 + along * dx) ** 2 + (y1 + along * dy) ** 2);
}
