import type { Temporal } from "temporal-polyfill";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import { countriesOf, placeName, statesOf } from "../../domain/places/region.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html, rawHtml } from "../html.ts";
import { statusIconOfAll } from "../marks/status-icon.ts";
import { showShort } from "../standing-text.ts";
import { BORDER, INSETS, isInBox, type MapFrame, projectionOf } from "./frames.ts";
import { MAP_GEOMETRY } from "./geometry.ts";
import { mapPlacesOf } from "./places.ts";
import { mapWindows, type Obstacle, roundForDrawing, windowObstacles } from "./windows.ts";

/**
 * A crossing as shown on the board, with its standings at an instant. On a page about a day, `at` is noon or the chosen
 * hour in the crossing's own zone.
 */
export interface BoardCrossing {
  crossing: Crossing;
  standings: Standing[];
  at: Temporal.Instant;
  /** Distance from the requested place. Null if no place was requested, or if the crossing's location is unknown. */
  distanceKm: number | null;
}

/** Minimum distance between icons, in the units of the whole map and of its insets. */
const APART = { border: 34, inset: 30 };

/** Positions of the country names on the map, in degrees. */
const COUNTRIES: readonly [code: string, place: [number, number]][] = [
  ["US", [-100.6, 32.3]],
  ["MX", [-105.2, 28]],
];

const isIn = (frame: MapFrame, { point }: Crossing): boolean =>
  point !== null && isInBox(frame, point.longitude, point.latitude);

/** Renders the map of the border with an icon per crossing, and insets of crowded areas. Links include `query`. */
export function boardMap(
  frame: Frame,
  listed: readonly BoardCrossing[],
  places: readonly Crossing[],
  query: Record<string, string | undefined>,
): Html {
  const { messages } = frame;
  const words = messages.pages;
  const insetNames = insetNamesOf(places, messages);
  const countries = new Map(countriesOf(places).map(({ code, name }) => [code, placeName(name, messages)]));
  const named = INSETS.filter(({ name }) => insetNames.has(name));
  const alone = listed.filter(({ crossing }) => !named.some((each) => isIn(each, crossing)));
  // An inset without icons would only take up space.
  const insets = named.filter((each) => listed.some(({ crossing }) => isIn(each, crossing)));
  const country = ([code, place]: (typeof COUNTRIES)[number]) => {
    const [x = 0, y = 0] = projectionOf(BORDER)(place) ?? [];
    return html`<text class="land" x="${roundForDrawing(x)}" y="${roundForDrawing(y)}" aria-hidden="true">${countries.get(code)}</text>`;
  };
  const inset = (each: MapFrame) =>
    html`<figure id="inset-${each.name}"><svg viewBox="0 0 ${each.width} ${each.height}" role="group" aria-label="${insetNames.get(each.name)}">${ground(each)}${marks(frame, each, listed, query, [])}</svg><figcaption>${insetNames.get(each.name)}</figcaption></figure>
`;
  return html`<section class="map" aria-label="${words.map}">
<a class="skip" href="#list">${words.skipMap}</a>
<svg class="border" viewBox="0 0 ${BORDER.width} ${BORDER.height}" role="group" aria-label="${words.map}">
${ground(BORDER)}${COUNTRIES.map(country)}${mapWindows(insets, insetNames)}${marks(frame, BORDER, alone, query, windowObstacles(insetNames))}
</svg>
<div class="insets">${insets.map(inset)}</div>
</section>`;
}

/** Returns the names of the insets, as the regions state them. An inset without a name is not shown. */
const insetNamesOf = (places: readonly Crossing[], messages: Messages): Map<string, string> =>
  new Map(
    statesOf(places).flatMap(({ insets }) =>
      Object.entries(insets).map(([inset, names]) => [inset, placeName(names, messages)] as const),
    ),
  );

/** Renders the icons of a frame, each a link. If an icon had to move, a line connects it to the crossing's location. */
function marks(
  frame: Frame,
  area: MapFrame,
  some: readonly BoardCrossing[],
  query: Record<string, string | undefined>,
  obstacles: readonly Obstacle[],
): Html {
  const { messages } = frame;
  const apart = area === BORDER ? APART.border : APART.inset;
  const placed = mapPlacesOf(area, some, apart, obstacles);
  const leaders = placed
    .filter(({ place }) => Math.hypot(place.x - place.homeX, place.y - place.homeY) > 3)
    .map(
      ({ place }) =>
        `M${roundForDrawing(place.homeX)} ${roundForDrawing(place.homeY)}L${roundForDrawing(place.x)} ${roundForDrawing(place.y)}`,
    )
    .join("");
  return html`${leaders !== "" && html`<path class="leader" d="${leaders}"/>`}${placed.map(({ listed, place }) => {
    const { crossing, standings, at } = listed;
    const mark = statusIconOfAll(standings);
    const name = `${nameIn(crossing, messages)}: ${showShort(standings, crossing, at, messages)}`;
    return html`<a href="${link(frame, `/${crossing.slug}`, query)}" aria-label="${name}"><title>${name}</title><g transform="translate(${roundForDrawing(place.x)} ${roundForDrawing(place.y)})"><circle class="touch" r="${apart / 2}"/><use class="mark ${mark}" href="#mark-${mark}"/></g></a>
`;
  })}`;
}

/**
 * Renders the land. The land south of the border is drawn under the land north of it, so that no gap shows between the
 * two outlines.
 */
function ground({ name }: MapFrame): Html {
  const { land = "", north = "", line = "", states = "" } = MAP_GEOMETRY[name] ?? {};
  return rawHtml(
    `<path class="south" d="${land}"/><path class="north" d="${north}"/>${states && `<path class="states" d="${states}"/>`}<path class="line" d="${line}"/>`,
  );
}
