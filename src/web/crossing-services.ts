import type { Standing } from "../domain/standing.ts";
import { nextText } from "./crossing-answer.ts";
import type { CrossingView } from "./crossing-page.ts";
import type { Frame } from "./frame.ts";
import { type Html, html } from "./html.ts";
import { markIcon, markOf } from "./mark.ts";
import { timeTag } from "./telling.ts";
import { WORDS } from "./words.ts";

/** Each service of a crossing by itself, with its hours. */
export function servicesTable({ language }: Frame, { crossing, standings }: CrossingView): Html {
  const words = WORDS[language];
  const row = (standing: Standing): Html => {
    const { service, hours, since } = standing;
    const mark = markOf(standing);
    return html`<tr><th scope="row">${words.modes[service.mode]} <span>${words.directions[service.direction]}</span></th>
<td data-label="${words.stands}">${markIcon(mark)} ${words.marks[mark]}</td>
<td data-label="${words.since}">${since === null ? "–" : timeTag(since, crossing.timeZone, language)}</td>
<td data-label="${words.hours}">${hours === null ? words.hoursNotKnown : html`<code>${hours.text}</code>`}</td>
<td data-label="${words.next}">${nextText(standing, crossing, language) ?? "–"}</td></tr>`;
  };
  return html`<section aria-labelledby="services"><h2 id="services">${words.services}</h2>
<div class="scroll" role="region" aria-labelledby="services" tabindex="0"><table class="services"><thead><tr>${[words.service, words.stands, words.since, words.hours, words.next].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${standings.map(row)}</tbody></table></div>
<p class="hint">${words.hoursHint(crossing.timeZone)}</p></section>`;
}
