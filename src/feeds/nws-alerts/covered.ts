import { type Area, isInArea } from "../../domain/places/area.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { stateOf } from "../../domain/places/region.ts";

/**
 * A crossing this close to a polygon counts as inside. Corners are rounded to a hundredth of a degree, and many
 * polygons end at the river bank, while the position of a bridge is above the river.
 */
const EDGE_KM = 2;

/** Area of an alert: a polygon, if there is one, and codes of counties and zones. */
export interface AlertedArea {
  area: Area | null;
  geocode: { SAME: readonly string[]; UGC: readonly string[] };
}

/** Crossings in an alert's area. `byCounty` lists those found only by their county. */
export interface CoveredCrossings {
  crossings: Crossing[];
  byCounty: Crossing[];
}

/**
 * Returns the crossings in the area of an alert. If there is a polygon, the county matters only for crossings without a
 * position.
 */
export function crossingsCovered({ area, geocode }: AlertedArea, all: readonly Crossing[]): CoveredCrossings {
  const inPolygon = all.filter(({ point }) => area !== null && point !== null && isInArea(point, area, EDGE_KM));
  const byCounty = all.filter((each) => (area === null || each.point === null) && isInCounties(each, geocode));
  return { crossings: all.filter((each) => inPolygon.includes(each) || byCounty.includes(each)), byCounty };
}

/**
 * Returns true if the codes include the crossing's county. SAME codes have six digits: one for a part of the county,
 * then its FIPS code. UGC codes have the state, a C, and the last three digits of the FIPS code: `TXC479`.
 */
function isInCounties(crossing: Crossing, { SAME, UGC }: AlertedArea["geocode"]): boolean {
  const fips = crossing.county?.fips;
  if (fips === undefined) return false;
  const ugc = `${stateOf(crossing).code}C${fips.slice(2)}`;
  return SAME.some((code) => code.length === 6 && code.endsWith(fips)) || UGC.includes(ugc);
}
