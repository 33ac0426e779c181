import { LINE_LIMIT, lineOf } from "../../domain/text/crossing-line.ts";
import { showMoment } from "../../domain/time/show-moment.ts";
import { PAGE_PARTS } from "../../locales/messages/pages/crossing.ts";
import { partialNotice } from "../dated-notice.ts";
import type { Frame } from "../frame.ts";
import { html, joinHtml, type Part } from "../html.ts";
import { layout } from "../layout.ts";
import { crossingNodes } from "../structured-data/crossing-nodes.ts";
import { askedTimeOf } from "../view.ts";
import type { CrossingData, CrossingSection, CrossingView, GiveNoteOnce } from "./section.ts";

/** Maximum length of the answer in a title. Search engines and tabs cut off longer ones. */
const TITLE_LIMIT = 100;

/**
 * Renders the page of one crossing, section by section: the answer first, then the parts to which the links below the
 * answer lead.
 */
export async function crossingPage(
  frame: Frame,
  view: CrossingView,
  data: CrossingData,
  sections: readonly CrossingSection[],
): Promise<string> {
  const { crossing, standings, at } = view;
  const { messages } = frame;
  const loaded = await Promise.all(sections.map((section) => section.load?.(data, view)));
  const once = onceEach();
  const shown = sections.map((section, i) => section.render(frame, view, loaded[i], once));
  const partsAt = (place: CrossingSection["place"]): Part[] =>
    joinHtml(
      shown.filter((each, i) => sections[i]?.place === place && each !== null && each !== undefined),
      "\n",
    );
  const parts = PAGE_PARTS.map((part) => ({ part, shown: partsAt(part) })).filter(({ shown }) => shown.length > 0);
  const asked = askedTimeOf(view.view);
  // Other sites keep titles and descriptions for days. Neither therefore says "now", and the description states its
  // time.
  const kept = asked === "now" ? "kept" : asked;
  const time = kept === "kept" ? ` (${showMoment(at, crossing.timeZone, messages)})` : "";
  return layout(frame, {
    title: `${lineOf(standings, crossing, { at, messages, asked: kept, limit: TITLE_LIMIT })} – Garita`,
    description: lineOf(standings, crossing, { at, messages, asked: kept, limit: LINE_LIMIT - time.length }) + time,
    isLive: !view.view.isDated,
    zones: [crossing.timeZone],
    crossing: crossing.slug,
    alternates: [
      { type: "application/atom+xml", href: `/v1/crossings/${crossing.slug}/atom.xml`, title: messages.pages.atom },
      { type: "application/json", href: `/v1/crossings/${crossing.slug}/status`, title: "JSON" },
    ],
    data: crossingNodes(frame, view),
    main: html`<div class="first">
<div id="live-answer" class="live">
${partialNotice(frame, data.isPartial())}
${partsAt("answer")}
</div>
${partsAt("side")}
</div>
<div id="live-rest" class="live">
<nav class="parts" aria-label="${messages.crossing.onThisPage}"><ul>${parts.map(({ part }) => html`<li><a href="#${part}">${messages.crossing.parts[part]}</a></li>`)}</ul></nav>
${partsAt("rest")}
${parts.map(
  ({
    part,
    shown,
  }) => html`<section class="part" aria-labelledby="${part}"><h2 id="${part}">${messages.crossing.parts[part]}</h2>
${shown}</section>
`,
)}</div>
${partsAt("end")}`,
  });
}

/** Returns a function that returns each note only once, so that a page does not repeat a text. */
function onceEach(): GiveNoteOnce {
  const given = new Set<string>();
  return (note) => {
    if (note === null || given.has(note)) return null;
    given.add(note);
    return note;
  };
}
