import { nameIn } from "../../../domain/places/crossing.ts";
import { showMoment } from "../../../domain/time/show-moment.ts";
import type { Frame } from "../../frame.ts";
import { address, type Html, html } from "../../html.ts";
import { copyButton } from "../../share/copy-button.ts";
import { embedSnippet } from "../../share/embed-snippet.ts";
import { headline } from "../../standing-text.ts";
import type { CrossingSection, CrossingView } from "../section.ts";

/** Section for sharing, citing and embedding the answer, with its links. */
export const linksSection: CrossingSection = { place: "end", render: (frame, view) => links(frame, view) };

/**
 * Renders the buttons for sharing and printing, and folded parts: the citation, the snippet for other pages, and the
 * same answer in other formats. Only the script shows the buttons.
 */
function links(frame: Frame, view: CrossingView): Html {
  const { crossing, at, view: shown } = view;
  const { messages } = frame;
  const { pages, crossing: words, language } = messages;
  const api = `/v1/crossings/${crossing.slug}`;
  const { mode, direction } = shown.params;
  const { programme, knownAt, publishedBefore = shown.isToldThen ? at : undefined } = shown;
  const then = {
    programme,
    at: String(at),
    publishedBefore: publishedBefore?.toString(),
    knownAt: (knownAt ?? frame.now).toString(),
  };
  const cited = address(`/${crossing.slug}`, { ...then, lang: language });
  return html`<section class="links" aria-labelledby="links"><h2 id="links">${words.share}</h2>
<p class="acts" hidden><button type="button" data-share data-done="${words.linkCopied}">${words.shareButton}</button> <button type="button" data-print>${words.printButton}</button></p>
<details id="citation"><summary>${words.cite}</summary>
<p id="citation-text">${citation(frame, view)} <a href="${cited}" rel="bookmark" data-whole>${frame.publicUrl}${cited}</a></p>
<p class="hint">${pages.citeHint}</p>${copyButton("citation-text", frame)}</details>
${!frame.isCopy && embedSnippet(frame, { kind: "crossing", slug: crossing.slug, name: nameIn(crossing, messages), crossings: 1, params: { mode, direction, programme } })}
<details id="downloads"><summary>${pages.links}</summary><ul>
<li><a href="${address(`${api}/status`, shown.isDated ? then : { programme })}">JSON</a></li>
<li><a href="${api}/atom.xml?lang=${language}">${pages.atom}</a></li>
<li><a href="${api}/calendar.ics?lang=${language}">${pages.calendar}</a></li>
${
  !frame.isCopy &&
  html`<li><a href="${api}/badge.svg?lang=${language}">${pages.badge}</a></li>
`
}<li><a href="${api}/history">${pages.historyJson}</a></li>
</ul></details></section>`;
}

/** Returns the citation without its link: the answer as a sentence, its time, and the time of the record. */
function citation({ messages, now }: Frame, { crossing, standings, at, view }: CrossingView): string {
  const show = (instant: typeof at) => showMoment(instant, crossing.timeZone, messages);
  const sentence = headline(standings, crossing, messages, view.tense === "past");
  return messages.crossing.citation(sentence, show(at), show(view.knownAt ?? now));
}
