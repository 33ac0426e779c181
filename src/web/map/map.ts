import type { Temporal } from "temporal-polyfill";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import type { MetroArea } from "../../domain/places/metro-area.ts";
import { placeName } from "../../domain/places/region.ts";
import type { AnswerTexts } from "../../domain/status/crossing-status.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { statusIconOfAll } from "../marks/status-icon.ts";
import { showShort } from "../standing-text.ts";
import { AREA_FRAMES, BORDER, type MapFrame } from "./frames.ts";
import { areaNamesOf, countryNames, crowdedAreas, isOnFrame, mapGround } from "./ground.ts";
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
  texts: AnswerTexts;
}

/**
 * Minimum distance between icons, in the units of the whole map and of the map of an area. On a phone that is 390
 * pixels wide, both are at least 24 pixels, the smallest size that people can tap.
 */
const APART = { border: 68, area: 30 };

/** Contents of the map: the listed crossings, and all crossings, because the map names their countries and areas. */
export interface MapView {
  listed: readonly BoardCrossing[];
  places: readonly Crossing[];
  /** Links include these parameters. */
  query: Record<string, string | undefined>;
  /** True if the answers are to be written in the past. */
  isPast: boolean;
}

/**
 * Renders the map of the border with an icon per crossing. A crowded area is an outline that links to its page. Its
 * icons appear when the script has enlarged the map.
 */
export function boardMap(frame: Frame, { listed, places, query, isPast }: MapView): Html {
  const { messages } = frame;
  const names = areaNamesOf(places, messages);
  const crowded = crowdedAreas(names);
  const alone = listed.filter(({ crossing }) => !crowded.some((each) => isOnFrame(each, crossing)));
  const isAlone = new Set(alone);
  const hidden = listed.filter((each) => !isAlone.has(each));
  const outlined = crowded.filter((each) => hidden.some(({ crossing }) => isOnFrame(each, crossing)));
  const windows = mapWindows(outlined, names, (area, shapes) => {
    const href = link(frame, `/${area}`, query);
    return html`<a class="far" href="${href}" aria-label="${names.get(area)}">${shapes}</a>`;
  });
  const obstacles = windowObstacles(new Map(outlined.map(({ name }) => [name, names.get(name) ?? ""])));
  return drawing(
    frame,
    BORDER,
    messages.pages.map,
    html`${countryNames(places, messages)}${windows}${marks(frame, BORDER, alone, { query, isPast }, obstacles)}${marks(frame, BORDER, hidden, { query, isPast }, [], true)}`,
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
  html`<section id="border-map" class="map" tabindex="-1" aria-label="${label}" data-words="${JSON.stringify(messages.board.script)}">
<a class="skip" href="#past-map">${messages.pages.skipMap}</a>
<div class="zoom"></div>
<svg${frame === BORDER && html` class="border"`} viewBox="0 0 ${frame.width} ${frame.height}" role="group" aria-label="${label}">
${mapGround(frame)}${contents}
</svg>
<span id="past-map" tabindex="-1"></span></section>`;

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
