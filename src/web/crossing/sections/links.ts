import { uncapitalize } from "../../../domain/capitalize.ts";
import type { AskedServices, Crossing } from "../../../domain/places/crossing.ts";
import { DIRECTIONS } from "../../../domain/vocabulary.ts";
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
</ul>
${follow(frame, crossing)}</section>`;
}

/** Minutes before an event at which the offered alarm rings: enough to take another bridge. */
const ALARM_MINUTES = 30;

/** Renders links to the calendar and the feed of the whole crossing, of each direction, and of each service. */
function follow({ messages }: Frame, { slug, services }: Crossing): Html {
  const { follow: words, pages } = messages;
  const row = (name: string, asked: AskedServices) => {
    const of = (file: string, alarm?: number) =>
      address(`/v1/crossings/${slug}/${file}`, { ...asked, alarm: alarm?.toString(), lang: messages.language });
    return html`<li><b>${name}</b>: <a href="${of("calendar.ics")}">${words.calendar}</a> · <a href="${of("calendar.ics", ALARM_MINUTES)}">${words.withAlarm(ALARM_MINUTES)}</a> · <a href="${of("atom.xml")}">${words.feed}</a></li>
`;
  };
  const directions = DIRECTIONS.filter((direction) => services.some((each) => each.direction === direction));
  return html`<details id="follow"><summary>${words.title}</summary><p>${words.hint}</p><ul>
${row(words.everything, {})}${directions.length > 1 && directions.map((direction) => row(pages.directions[direction], { direction }))}${services.map(({ mode, direction }) => row(`${pages.modes[mode]}, ${uncapitalize(pages.directions[direction])}`, { mode, direction }))}</ul></details>`;
}
