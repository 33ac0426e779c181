import type { Crossing } from "../../domain/places/crossing.ts";
import { countriesOf, placeName } from "../../domain/places/region.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Html, html, rawHtml } from "../html.ts";
import { AREA_FRAMES, type AreaFrame, BORDER, isInBox, type MapFrame, projectionOf } from "./frames.ts";
import { MAP_GEOMETRY } from "./geometry.ts";
import { roundForDrawing } from "./windows.ts";

/** Positions of the country names on the map, in degrees. */
const COUNTRIES: readonly [code: string, place: [number, number]][] = [
  ["US", [-100.6, 32.3]],
  ["MX", [-108.2, 28]],
];

/**
 * Renders the land. The land south of the border is drawn under the land north of it, so that no gap shows between the
 * two outlines.
 */
export function mapGround({ name }: MapFrame): Html {
  const { land = "", north = "", line = "", states = "" } = MAP_GEOMETRY[name] ?? {};
  return rawHtml(
    `<path class="south" d="${land}"/><path class="north" d="${north}"/>${states && `<path class="states" d="${states}"/>`}<path class="line" d="${line}"/>`,
  );
}

/** Renders the names of the countries on the map of the whole border. */
export function countryNames(places: readonly Crossing[], messages: Messages): Html {
  const names = new Map(countriesOf(places).map(({ code, name }) => [code, placeName(name, messages)]));
  return html`${COUNTRIES.map(([code, place]) => {
    const [x = 0, y = 0] = projectionOf(BORDER)(place) ?? [];
    return html`<text class="land" x="${roundForDrawing(x)}" y="${roundForDrawing(y)}" aria-hidden="true">${names.get(code)}</text>`;
  })}`;
}

/** Returns the names of the areas by slug. */
export const areaNamesOf = (places: readonly Crossing[], messages: Messages): Map<string, string> =>
  new Map(places.flatMap(({ area }) => (area === null ? [] : [[area.slug, placeName(area.name, messages)] as const])));

/** Returns those areas whose crossings have no room on the whole map. */
export const crowdedAreas = (names: ReadonlyMap<string, string>): AreaFrame[] =>
  AREA_FRAMES.filter(({ name, label }) => label !== null && names.has(name));

/** Returns true if the location of a crossing is known and within a frame. */
export const isOnFrame = (frame: MapFrame, { point }: Crossing): boolean =>
  point !== null && isInBox(frame, point.longitude, point.latitude);
