import type { Temporal } from "temporal-polyfill";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import type { MetroArea } from "../../domain/places/metro-area.ts";
import { countriesOf, placeName } from "../../domain/places/region.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html, rawHtml } from "../html.ts";
import { statusIconOfAll } from "../marks/status-icon.ts";
import { showShort } from "../standing-text.ts";
import { AREA_FRAMES, BORDER, isInBox, type MapFrame, projectionOf } from "./frames.ts";
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

/**
 * Minimum distance between icons, in the units of the whole map and of the map of an area. On a phone that is 390 pixels
 * wide, both are at least 24 pixels, the smallest size that people can tap.
 */
const APART = { border: 68, area: 30 };

/** Positions of the country names on the map, in degrees. */
const COUNTRIES: readonly [code: string, place: [number, number]][] = [
  ["US", [-100.6, 32.3]],
  ["MX", [-108.2, 28]],
];

const isIn = (frame: MapFrame, { point }: Crossing): boolean =>
  point !== null && isInBox(frame, point.longitude, point.latitude);

/** What the map shows: the listed crossings, and all crossings, whose countries and areas it names. */
export interface MapView {
  listed: readonly BoardCrossing[];
  places: readonly Crossing[];
  /** Links include these parameters. */
  query: Record<string, string | undefined>;
  /** True if the answers are to be written in the past. */
  isPast: boolean;
}

/**
 * Renders the map of the border with an icon per crossing. A crowded area is an outline that links to its page. Its icons
 * appear when the script has enlarged the map.
 */
export function boardMap(frame: Frame, { listed, places, query, isPast }: MapView): Html {
  const { messages } = frame;
  const countries = new Map(countriesOf(places).map(({ code, name }) => [code, placeName(name, messages)]));
  const names = areaNamesOf(places, messages);
  const crowded = AREA_FRAMES.filter(({ name, label }) => label !== null && names.has(name));
  const alone = listed.filter(({ crossing }) => !crowded.some((each) => isIn(each, crossing)));
  const hidden = listed.filter((each) => !alone.includes(each));
  const outlined = crowded.filter((each) => hidden.some(({ crossing }) => isIn(each, crossing)));
  const country = ([code, place]: (typeof COUNTRIES)[number]) => {
    const [x = 0, y = 0] = projectionOf(BORDER)(place) ?? [];
    return html`<text class="land" x="${roundForDrawing(x)}" y="${roundForDrawing(y)}" aria-hidden="true">${countries.get(code)}</text>`;
  };
  const windows = mapWindows(outlined, names, (slug) => link(frame, `/${slug}`, query));
  const obstacles = windowObstacles(new Map(outlined.map(({ name }) => [name, names.get(name) ?? ""])));
  return drawing(
    frame,
    BORDER,
    messages.pages.map,
    html`${COUNTRIES.map(country)}${windows}${marks(frame, BORDER, alone, { query, isPast }, obstacles)}${marks(frame, BORDER, hidden, { query, isPast }, [], true)}`,
  );
}

/** Renders the map of an area with an icon per crossing. Returns null if the area has no frame. */
export function areaMap(frame: Frame, area: MetroArea, { listed, query, isPast }: MapView): Html | null {
  const own = AREA_FRAMES.find(({ name }) => name === area.slug);
  if (own === undefined) return null;
  const label = frame.messages.board.areaMap(placeName(area.name, frame.messages));
  return drawing(frame, own, label, marks(frame, own, listed, { query, isPast }, []));
}

const drawing = ({ messages }: Frame, frame: MapFrame, label: string, contents: Html): Html =>
  html`<section class="map" aria-label="${label}" data-words="${JSON.stringify(messages.board.script)}">
<a class="skip" href="#list">${messages.pages.skipMap}</a>
<div class="zoom"></div>
<svg${frame === BORDER && html` class="border"`} viewBox="0 0 ${frame.width} ${frame.height}" role="group" aria-label="${label}">
${ground(frame)}${contents}
</svg>
</section>`;

/** Returns the names of the areas by slug. */
const areaNamesOf = (places: readonly Crossing[], messages: Messages): Map<string, string> =>
  new Map(places.flatMap(({ area }) => (area === null ? [] : [[area.slug, placeName(area.name, messages)] as const])));

/**
 * Renders the icons of a frame, each a link. If an icon had to move, a line connects it to the crossing's location.
 * Hidden icons stay at their locations, until the script shows and arranges them.
 */
function marks(
  frame: Frame,
  area: MapFrame,
  some: readonly BoardCrossing[],
  { query, isPast }: Pick<MapView, "query" | "isPast">,
  obstacles: readonly Obstacle[],
  isHidden = false,
): Html {
  const { messages } = frame;
  const apart = area === BORDER ? APART.border : APART.area;
  const placed = mapPlacesOf(area, some, isHidden ? 0 : apart, obstacles);
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
    const name = `${nameIn(crossing, messages)}: ${showShort(standings, crossing, at, messages, isPast)}`;
    return html`<a${isHidden && html` class="near"`} href="${link(frame, `/${crossing.slug}`, query)}" aria-label="${name}" data-x="${roundForDrawing(place.homeX)}" data-y="${roundForDrawing(place.homeY)}"><title>${name}</title><g transform="translate(${roundForDrawing(place.x)} ${roundForDrawing(place.y)})"><circle class="touch" r="${apart / 2}"/><use class="mark ${mark}" href="#mark-${mark}"/><text class="name" y="-16" text-anchor="${place.x < area.width / 4 ? "start" : place.x > (3 * area.width) / 4 ? "end" : "middle"}" aria-hidden="true">${nameIn(crossing, messages)}</text></g></a>
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
