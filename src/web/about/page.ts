import type { Crossing } from "../../domain/places/crossing.ts";
import { STATUS_ICONS } from "../../domain/vocabulary.ts";
import { boardDescription, stateList } from "../board/description.ts";
import { type Frame, link } from "../frame.ts";
import { escapeHtml, html, rawHtml } from "../html.ts";
import { layout } from "../layout.ts";
import { statusIcon } from "../marks/status-icon.ts";

/** Renders the page that explains the icons, the sources, the gaps, and how to cite an answer. */
export function aboutPage(frame: Frame, crossings: readonly Crossing[]): string {
  const { messages } = frame;
  const { about, article, pages: words } = messages;
  return layout(frame, {
    title: `${about.title} – Garita`,
    description: boardDescription(crossings, messages),
    main: html`<div class="about"><h1>${about.title}</h1>
${rawHtml(about.lead(escapeHtml(stateList(crossings, messages, "or"))))}
<section><h2>${about.marks}</h2><ul class="legend">${STATUS_ICONS.map((mark) => html`<li>${statusIcon(mark)}<p><b>${words.marks[mark]}.</b> ${about.markTexts[mark]}</p></li>`)}</ul></section>
${about.sections.map(({ title, text }) => html`<section><h2>${title}</h2>${rawHtml(text)}</section>`)}
<section><h2>${article.title}</h2><p>${article.invitation} <a href="${link(frame, "/article")}">${about.readOn}</a></p></section>
</div>`,
  });
}
