import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Html, html } from "../html.ts";
import { BORDER } from "./frames.ts";
import { areaNamesOf, countryNames, crowdedAreas, isOnFrame, mapGround } from "./ground.ts";
import { mapPlacesOf } from "./places.ts";
import { mapWindows, roundForDrawing } from "./windows.ts";

/**
 * Renders a map of the border on which crossings are picked. Each crossing is a button that is pressed while the
 * crossing is chosen, and a crowded area is a button that enlarges it. A script arranges the buttons and connects them
 * with the check boxes of a form. Without the script, the map is of no use.
 */
export function pickerMap(crossings: readonly Crossing[], messages: Messages): Html {
  const words = messages.desk.several;
  const names = areaNamesOf(crossings, messages);
  const crowded = crowdedAreas(names);
  const windows = mapWindows(
    crowded,
    names,
    (area, shapes) => html`<g class="far" role="button" tabindex="0" aria-label="${names.get(area)}">${shapes}</g>`,
  );
  const items = crossings.map((crossing) => ({ crossing }));
  const placed = mapPlacesOf(BORDER, items, 0, []);
  const unplaced = crossings.filter((crossing) => !placed.some(({ listed }) => listed.crossing === crossing));
  const counts = Array.from({ length: crossings.length + 1 }, (_, count) => words.chosen(count));
  return html`<section class="map picking" aria-label="${words.onMap}" data-words="${JSON.stringify(messages.board.script)}" data-counts="${JSON.stringify(counts)}">
<a class="skip" href="#main">${messages.pages.skipMap}</a>
<p class="hint">${words.mapHint}</p>
<div class="zoom"><p role="status"></p></div>
<svg class="border" viewBox="0 0 ${BORDER.width} ${BORDER.height}" role="group" aria-label="${messages.pages.map}">
${mapGround(BORDER)}${countryNames(crossings, messages)}${windows}${placed.map(({ listed: { crossing }, place }) => {
  const name = nameIn(crossing, messages);
  const isNear = crowded.some((area) => isOnFrame(area, crossing));
  return html`<g${isNear && html` class="near"`} role="button" tabindex="0" aria-pressed="false" aria-label="${name}" data-slug="${crossing.slug}" data-x="${roundForDrawing(place.homeX)}" data-y="${roundForDrawing(place.homeY)}"><title>${name}</title><g><circle class="touch" r="13"/><circle class="dot" r="8"/><path class="tick" d="M-4 0l3 3l5-6"/><text class="name" aria-hidden="true">${name}</text></g></g>
`;
})}</svg>
${unplaced.length > 0 && html`<p class="hint">${words.notOnMap(unplaced.map((crossing) => nameIn(crossing, messages)).join(", "))}</p>`}</section>`;
}
