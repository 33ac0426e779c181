import { html } from "../../html.ts";
import type { CrossingSection } from "../section.ts";
import { sidesText } from "./answer.ts";

/** Folded section about the place: its kind, its cities, its names and its local time. */
export const placeSection: CrossingSection = {
  place: "end",
  render({ messages }, { crossing }) {
    const words = messages.pages;
    const { kind, county, aliases, timeZone } = crossing;
    return html`<details class="facts" id="place"><summary>${words.place}</summary><dl>
<dt>${words.kind}</dt><dd>${words.kinds[kind]}</dd>
<dt>${words.between}</dt><dd>${sidesText(crossing, messages)}</dd>
${
  county !== null &&
  html`<dt>${words.county}</dt><dd>${county.name}</dd>
`
}<dt>${words.otherNames}</dt><dd>${[...new Set([crossing.name.en, crossing.name.es, ...aliases])].join(" · ")}</dd>
<dt>${words.clock}</dt><dd>${timeZone}</dd>
</dl></details>`;
  },
};
