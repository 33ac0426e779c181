import { groupBy } from "../../domain/group-by.ts";
import { groupByArea } from "../../domain/places/metro-area.ts";
import { placeName, stateOf, statesOf } from "../../domain/places/region.ts";
import { isTroubled, TROUBLE_DAYS } from "../../domain/status/crossing-status.ts";
import { mapInTurns } from "../../yield-turn.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html, type Part } from "../html.ts";
import type { BoardCrossing } from "../map/map.ts";
import { statusIconOfAll } from "../marks/status-icon.ts";
import type { PageView } from "../view.ts";
import { boardRow } from "./row.ts";

/** Everything that affects the list of crossings, apart from the crossings. */
export interface ListOptions {
  view: PageView;
  isByDistance: boolean;
  /** True if all crossings have the status that the reader asked for. */
  isByStatus: boolean;
  /** True on the page of one area. */
  isOfArea: boolean;
}

/**
 * Renders the list of crossings. If a location is given, the nearest crossing comes first. Otherwise the crossings with
 * trouble come first. The others follow by area, or by state if they are outside all areas.
 */
export async function boardList(frame: Frame, listed: readonly BoardCrossing[], options: ListOptions): Promise<Html> {
  const { messages } = frame;
  const words = messages.board;
  const { view } = options;
  const rows = (crossings: readonly BoardCrossing[], isUnfolded: boolean) =>
    mapInTurns(crossings, (each) => boardRow(frame, each, view, isUnfolded));
  if (options.isByDistance) return html`<ol class="crossings">${await rows(listed, false)}</ol>`;
  const troubled = options.isByStatus ? [] : await troubledOf(listed);
  const isTroubledOne = new Set(troubled);
  const { groups, outside } = groupByArea(listed.filter((each) => !isTroubledOne.has(each)));
  const section = async (heading: Part, crossings: readonly BoardCrossing[], isUnfolded = false) =>
    crossings.length > 0 &&
    html`${heading !== null && html`<h3>${heading}</h3>`}<ul class="crossings">${await rows(crossings, isUnfolded)}</ul>
`;
  const first = await section(words.trouble(TROUBLE_DAYS), troubled, true);
  const inAreas = groups.flatMap(({ crossings }) => crossings);
  const ofAreas = options.isOfArea
    ? await section(troubled.length > 0 ? words.others : null, inAreas)
    : await mapInTurns(groups, ({ area, crossings }) => {
        const href = link(frame, `/${area.slug}`, view.params);
        return section(html`<a href="${href}">${placeName(area.name, messages)}</a>`, crossings);
      });
  const byState = groupBy(outside, ({ crossing }) => stateOf(crossing).code);
  const states = statesOf(outside.map(({ crossing }) => crossing));
  const ofStates = await mapInTurns(states, ({ code, name }) =>
    section(placeName(name, messages), byState.get(code) ?? []),
  );
  return html`${first}${ofAreas}${ofStates}`;
}

/** Returns the crossings with trouble in the order of the list, except that those suspended as a whole come first. */
async function troubledOf(listed: readonly BoardCrossing[]): Promise<BoardCrossing[]> {
  const isSuspended = ({ standings }: BoardCrossing) => Number(statusIconOfAll(standings) === "suspended");
  const found = await mapInTurns(listed, (each) =>
    isTroubled(each.standings, each.at, each.crossing.timeZone) ? [each] : [],
  );
  const troubled = found.flat();
  return troubled.toSorted((a, b) => isSuspended(b) - isSuspended(a));
}
