import { countiesOf, countyAsked } from "../../domain/places/county.ts";
import type { Crossing } from "../../domain/places/crossing.ts";
import { placeName, statesOf } from "../../domain/places/region.ts";
import { DIRECTIONS, MODES, PROGRAMMES, STATUS_ICONS } from "../../domain/vocabulary.ts";
import { dayField, hourFields, keptFields } from "../dated-notice.ts";
import { directionLabel } from "../direction-label.ts";
import { type Frame, link } from "../frame.ts";
import { booleanAttribute, type Html, html } from "../html.ts";
import type { PageView } from "../view.ts";

/** Filters of the board, as given in the address. */
export type BoardFilter = Record<
  "state" | "county" | "mode" | "direction" | "programme" | "status" | "q" | "near",
  string | undefined
>;

/**
 * Renders the search for a place as one line, with the filters and the day folded below it. The form works without
 * scripts.
 */
export function boardForm(
  frame: Frame,
  { filter, view, places }: { filter: BoardFilter; view: PageView; places: readonly Crossing[] },
): Html {
  const { messages } = frame;
  const words = messages.pages;
  const counties = new Map(countiesOf(places).map(({ fips, name }) => [fips, name]));
  const chosen = { ...filter, county: filter.county && countyAsked(places, filter.county)?.fips };
  const choice = <Value extends string>(
    name: keyof BoardFilter,
    label: string,
    values: readonly Value[],
    nameOf: (value: Value) => string,
  ) =>
    html`<p><label for="f-${name}">${label}</label><select id="f-${name}" name="${name}"><option value="">${words.any}</option>${values.map((value) => html`<option value="${value}"${booleanAttribute("selected", chosen[name] === value)}>${nameOf(value)}</option>`)}</select></p>
`;
  const states = new Map(statesOf(places).map(({ code, name }) => [code, placeName(name, messages)]));
  const folded = [
    ...[filter.mode, filter.direction, filter.programme, filter.state, filter.county, filter.status],
    ...[view.params.on, view.params.time, view.params.told],
  ];
  const set = folded.filter((each) => each !== undefined).length;
  const isAsked = view.isDated || Object.values(filter).some((each) => each !== undefined);
  return html`<form class="ask bar" action="/" method="get" role="search" aria-label="${words.find}">
<p class="find"><label class="unseen" for="f-q">${words.search}</label><input id="f-q" name="q" type="search" maxlength="100" placeholder="${words.search}" value="${filter.q}"><button type="submit">${words.show}</button><button type="button" class="quiet" data-near hidden>${messages.board.nearMe}</button></p>
<details><summary>${messages.board.filters}${set > 0 && ` (${set})`}</summary><div class="fields">
${choice("mode", words.mode, MODES, (mode) => words.modes[mode])}${dayField(frame, view)}${choice("direction", words.direction, DIRECTIONS, (direction) => directionLabel(direction, places, messages))}${choice("programme", words.programme, PROGRAMMES, (programme) => words.programmes[programme])}${choice("state", words.state, [...states.keys()], (code) => states.get(code) ?? code)}${choice("county", words.county, [...counties.keys()], (fips) => counties.get(fips) ?? fips)}${choice("status", words.status, STATUS_ICONS, (mark) => words.marks[mark])}${hourFields(frame, view, words.atTime)}<p class="go"><button type="submit">${words.show}</button></p>
</div></details>
${keptFields(frame, view, { near: filter.near })}
${isAsked && html`<p class="reset"><a href="${link(frame, "/")}">${words.reset}</a></p>`}
</form>`;
}
