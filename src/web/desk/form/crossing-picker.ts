import { groupBy } from "../../../domain/group-by.ts";
import { type Crossing, nameIn, timeZonesOf } from "../../../domain/places/crossing.ts";
import { isInState, placeName, statesOf } from "../../../domain/places/region.ts";
import { showClock } from "../../../domain/time/show-moment.ts";
import { booleanAttribute, type Html, html } from "../../html.ts";
import { errorOf, idOf } from "./fields.ts";
import type { Drawing } from "./line-fields.ts";
import type { TypedLine } from "./report.ts";

/**
 * Renders the crossings of a line as check boxes, by state and place, each with its own error. The list is unfolded
 * until a crossing is chosen. The script adds a search field, and a button for all crossings of a place.
 */
export function crossingPicker({ crossings: chosen }: TypedLine, index: number, drawing: Drawing): Html {
  const { messages, issues, crossings } = drawing;
  const words = messages.desk.several;
  const name = `lines.${index}.crossings`;
  const all = [...crossings.values()];
  const hasFault = issues.some(({ path }) => path.startsWith(name));
  return html`<details class="picker"${booleanAttribute("open", chosen.length === 0 || hasFault)} data-find="${words.find}"><summary id="${idOf(name)}">${words.crossings}: <span data-chosen>${chosenText(chosen, drawing)}</span></summary>
<p class="hint">${words.hint}</p>${errorOf(name, issues)}<div class="pick">${statesOf(all).map((state) => {
    const inState = all.filter((crossing) => isInState(crossing, state.code));
    return html`<fieldset><legend>${placeName(state.name, messages)} <span class="pick-clock">${clocks(inState, drawing)}</span></legend>${[
      ...groupBy(inState, ({ sides: [own] }) => own.city),
    ].map(([place, some]) => placeGroup(place, some, chosen, name, drawing))}</fieldset>
`;
  })}</div></details>
`;
}

function placeGroup(
  place: string,
  some: readonly Crossing[],
  chosen: readonly string[],
  name: string,
  { messages, issues }: Drawing,
): Html {
  const { all } = messages.desk.several;
  return html`<div class="place"${some.length > 1 && html` data-all="${all(place)}"`}><b>${place}</b><div>${some.map(
    (crossing) => {
      const { slug } = crossing;
      const path = `${name}.${slug}`;
      const error = errorOf(path, issues);
      return html`<div class="check"><input type="checkbox" id="${idOf(path)}" name="${name}" value="${slug}"${booleanAttribute("checked", chosen.includes(slug))}${error.length > 0 && html` aria-invalid="true" aria-describedby="${idOf(path)}-error"`}><label for="${idOf(path)}">${nameIn(crossing, messages)}</label>${error}</div>`;
    },
  )}</div></div>
`;
}

const chosenText = (chosen: readonly string[], { messages, crossings }: Drawing): string =>
  chosen.length > 0 && chosen.length < 4
    ? chosen.map((slug) => nameOfSlug(slug, { messages, crossings })).join("; ")
    : messages.desk.several.chosen(chosen.length);

/** Returns the name of a crossing, or the slug if there is no such crossing. */
export const nameOfSlug = (slug: string, { messages, crossings }: Pick<Drawing, "messages" | "crossings">): string => {
  const crossing = crossings.get(slug);
  return crossing === undefined ? slug : nameIn(crossing, messages);
};

const clocks = (some: readonly Crossing[], { messages, now }: Drawing): string =>
  messages.desk.several.now(
    timeZonesOf(some)
      .map((zone) => showClock(now, zone))
      .join(" · "),
  );
