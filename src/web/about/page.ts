import type { Crossing } from "../../domain/places/crossing.ts";
import type { ChainHead } from "../../domain/record/chain/chain-head.ts";
import { STATUS_ICONS } from "../../domain/vocabulary.ts";
import type { Messages } from "../../locales/messages.ts";
import { boardDescription, stateList } from "../board/description.ts";
import { type Frame, link } from "../frame.ts";
import { escapeHtml, type Html, html, rawHtml } from "../html.ts";
import { layout } from "../layout.ts";
import { statusIcon } from "../marks/status-icon.ts";
import { timeTag } from "../standing-text.ts";

/**
 * Renders the page that explains the icons, the sources, the gaps, and how to cite an answer. It names the head of the
 * log, if that is known.
 */
export function aboutPage(frame: Frame, crossings: readonly Crossing[], head: ChainHead | undefined): string {
  const { messages } = frame;
  const { about, article, pages: words } = messages;
  return layout(frame, {
    title: `${about.title} – Garita`,
    description: boardDescription(crossings, messages),
    main: html`<div class="about"><h1>${about.title}</h1>
${rawHtml(about.lead(escapeHtml(stateList(crossings, messages, "or"))))}
<section><h2>${about.marks}</h2><ul class="legend">${STATUS_ICONS.map((mark) => html`<li>${statusIcon(mark)}<p><b>${words.marks[mark]}.</b> ${about.markTexts[mark]}</p></li>`)}</ul></section>
${about.sections.map(({ title, text }) => html`<section><h2>${title}</h2>${rawHtml(text)}</section>`)}
<section><h2>${about.log.title}</h2>${rawHtml(about.log.text)}${head !== undefined && headNotice(head, messages)}</section>
<section><h2>${article.title}</h2><p>${article.invitation} <a href="${link(frame, "/article")}">${about.readOn}</a></p></section>
</div>`,
  });
}

/** Names the end of the log. The hash may break anywhere, because it is wider than a phone. */
function headNotice({ seq, hash, time }: ChainHead, messages: Messages): Html | false {
  if (hash === null || time === null) return false;
  const { log } = messages.about;
  const code = html`<code>${rawHtml((hash.match(/.{1,8}/g) ?? []).join("<wbr>"))}</code>`;
  const sentence = log.head({ seq, time: timeTag(time, "UTC", messages).markup, hash: code.markup });
  return html`<p>${rawHtml(sentence)} <a href="/v1/log/head">${log.signed}</a></p>`;
}
