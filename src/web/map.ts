import type { Temporal } from "temporal-polyfill";
import type { Crossing } from "../domain/crossing.ts";
import type { Standing } from "../domain/standing.ts";
import { type Frame, link } from "./frame.ts";
import { asWritten, type Html, html } from "./html.ts";
import { BORDER, INSETS, isInBox, type MapFrame, projectionOf } from "./map-frames.ts";
import { MAP_GEOMETRY } from "./map-geometry.ts";
import { placesOf } from "./map-places.ts";
import { markOfAll } from "./mark.ts";
import { showShort } from "./telling.ts";
import { WORDS } from "./words.ts";

/** A crossing as the board shows it: how it stands at an instant, which for a day may be each crossing's own noon. */
export interface BoardCrossing {
  crossing: Crossing;
  standings: Standing[];
  at: Temporal.Instant;
  /** From the place that was asked for; null without one, or without a point. */
  distanceKm: number | null;
}

/** How far marks stand from one another: in the units of the whole map, and of its insets. */
const APART = { border: 34, inset: 30 };

const inInset = ({ point }: Crossing): boolean =>
  point !== null && INSETS.some((inset) => isInBox(inset, point.longitude, point.latitude));

/** The map of the border with a mark for each crossing, and its insets where they crowd. `query` goes into the links. */
export function boardMap(
  frame: Frame,
  listed: readonly BoardCrossing[],
  query: Record<string, string | undefined>,
): Html {
  const words = WORDS[frame.language];
  const marks = (area: MapFrame, some: readonly BoardCrossing[], apart: number) =>
    placesOf(
      area,
      some.map(({ crossing }) => crossing),
      apart,
    )
      .map(({ crossing, place }) => {
        const answer = some.find((each) => each.crossing === crossing);
        return answer === undefined ? null : { answer, place };
      })
      .filter((each) => each !== null);
  const draw = (area: MapFrame, some: readonly BoardCrossing[], apart: number): Html => {
    const all = marks(area, some, apart);
    const leaders = all
      .filter(({ place }) => Math.hypot(place.x - place.homeX, place.y - place.homeY) > 3)
      .map(({ place }) => `M${fine(place.homeX)} ${fine(place.homeY)}L${fine(place.x)} ${fine(place.y)}`)
      .join("");
    return html`${leaders !== "" && html`<path class="leader" d="${leaders}"/>`}${all.map(({ answer, place }) => {
      const { crossing, standings, at } = answer;
      const name = `${crossing.name[frame.language]}: ${showShort(standings, crossing, at, frame.language)}`;
      return html`<a href="${link(frame, `/${crossing.slug}`, query)}" aria-label="${name}"><g transform="translate(${fine(place.x)} ${fine(place.y)})"><circle class="touch" r="${apart / 2}"/><use class="mark ${markOfAll(standings)}" href="#mark-${markOfAll(standings)}"/></g><title>${name}</title></a>`;
    })}`;
  };
  const projection = projectionOf(BORDER);
  return html`<section class="map" aria-label="${words.map}">
<a class="skip" href="#list">${words.skipMap}</a>
<svg class="border" viewBox="0 0 ${BORDER.width} ${BORDER.height}" role="group" aria-label="${words.map}">
${ground(BORDER)}${INSETS.map((inset) => {
  const [west, south, east, north] = inset.box;
  const [x0 = 0, y0 = 0] = projection([west, north]) ?? [];
  const [x1 = 0, y1 = 0] = projection([east, south]) ?? [];
  const [x, y, width, height] = grown(x0, y0, x1 - x0, y1 - y0);
  return html`<a href="#inset-${inset.name}" aria-label="${words.insets[inset.name]}"><rect class="window" x="${fine(x)}" y="${fine(y)}" width="${fine(width)}" height="${fine(height)}" rx="3"/><text x="${fine(x + width / 2)}" y="${fine(y - 7)}">${words.insets[inset.name]}</text></a>`;
})}${draw(
  BORDER,
  listed.filter(({ crossing }) => !inInset(crossing)),
  APART.border,
)}
</svg>
<div class="insets">${INSETS.map((inset) => html`<figure id="inset-${inset.name}"><svg viewBox="0 0 ${inset.width} ${inset.height}" role="group" aria-label="${words.insets[inset.name]}">${ground(inset)}${draw(inset, listed, APART.inset)}</svg><figcaption>${words.insets[inset.name]}</figcaption></figure>`)}</div>
</section>`;
}

/** Land south of the border under land north of it: where the two outlines do not meet, no gap shows. */
function ground({ name }: MapFrame): Html {
  const { land = "", north = "", line = "", states = "" } = MAP_GEOMETRY[name] ?? {};
  return asWritten(
    `<path class="south" d="${land}"/><path class="north" d="${north}"/>${states && `<path class="states" d="${states}"/>`}<path class="line" d="${line}"/>`,
  );
}

/** A window on the map that can be seen and touched, however little it frames. */
function grown(x: number, y: number, width: number, height: number): [number, number, number, number] {
  const [w, h] = [Math.max(width, 26), Math.max(height, 20)];
  return [x - (w - width) / 2, y - (h - height) / 2, w, h];
}

const fine = (value: number): string => String(Math.round(value * 10) / 10);
