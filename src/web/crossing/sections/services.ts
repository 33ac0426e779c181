import type { Standing } from "../../../domain/status/standing.ts";
import type { Frame } from "../../frame.ts";
import { type Html, html, type Part } from "../../html.ts";
import { markIcon, markOf } from "../../marks/mark.ts";
import { timeTag } from "../../standing-text.ts";
import { table } from "../../table.ts";
import { WORDS } from "../../words/index.ts";
import type { CrossingView } from "../page.ts";
import { nextText } from "./answer.ts";

/** A table of a crossing's services with their hours. */
export function servicesTable({ language }: Frame, { crossing, standings }: CrossingView): Html {
  const words = WORDS[language];
  const row = (standing: Standing): Part[] => {
    const { service, hours, since } = standing;
    const mark = markOf(standing);
    return [
      html`${words.modes[service.mode]} <span>${words.directions[service.direction]}</span>`,
      html`${markIcon(mark)} ${words.marks[mark]}`,
      since === null ? "–" : timeTag(since, crossing.timeZone, language),
      hours === null ? words.hoursNotKnown : html`<code>${hours.text}</code>`,
      nextText(standing, crossing, language) ?? "–",
    ];
  };
  const columns = [words.service, words.stands, words.since, words.hours, words.next];
  return html`<section class="services" aria-labelledby="services"><h2 id="services">${words.services}</h2>
${table(columns, standings.map(row))}
<p class="hint">${words.hoursHint(crossing.timeZone)}</p></section>`;
}
