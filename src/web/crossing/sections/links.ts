import type { Frame } from "../../frame.ts";
import { address, type Html, html } from "../../html.ts";
import type { CrossingSection, CrossingView } from "../section.ts";

/** Section with the links of the page. */
export const linksSection: CrossingSection = { place: "end", render: (frame, view) => links(frame, view) };

/** Renders links to the same answer in other formats, and the permanent link for citing it. */
function links(frame: Frame, { crossing, at, view }: CrossingView): Html {
  const words = frame.messages.pages;
  const api = `/v1/crossings/${crossing.slug}`;
  const { programme, knownAt, publishedBefore = view.isToldThen ? at : undefined } = view;
  const then = {
    programme,
    at: String(at),
    publishedBefore: publishedBefore?.toString(),
    knownAt: (knownAt ?? frame.now).toString(),
  };
  const cited = address(`/${crossing.slug}`, { ...then, lang: frame.messages.language });
  return html`<section class="links" aria-labelledby="links"><h2 id="links">${words.links}</h2><ul>
<li><a href="${cited}" rel="bookmark">${words.cite}</a> <small>${words.citeHint}</small></li>
<li><a href="${address(`${api}/status`, view.isDated ? then : { programme })}">JSON</a></li>
<li><a href="${api}/atom.xml?lang=${frame.messages.language}">${words.atom}</a></li>
<li><a href="${api}/calendar.ics?lang=${frame.messages.language}">${words.calendar}</a></li>
<li><a href="${api}/badge.svg?lang=${frame.messages.language}">${words.badge}</a></li>
<li><a href="${api}/history">${words.historyJson}</a></li>
</ul></section>`;
}
