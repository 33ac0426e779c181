import { dayField, hourFields, keptFields } from "../dated-notice.ts";
import { type Frame, link } from "../frame.ts";
import { flag, type Html, html } from "../html.ts";
import { TIMELINE_SPANS } from "../timeline-span.ts";
import { WORDS } from "../words/index.ts";
import type { CrossingView } from "./page.ts";

/** The form for another day and another period of the timeline. */
export function crossingForm(frame: Frame, { crossing, view, span }: CrossingView): Html {
  const words = WORDS[frame.language];
  return html`<form class="ask" action="/${crossing.slug}" method="get" aria-label="${words.asItWas}">
<h2>${words.asItWas}</h2>
<div class="fields">
${dayField(frame, view)}${hourFields(frame, view, words.atTimeOf(crossing.timeZone))}<p><label for="f-span">${words.timelineShows}</label><select id="f-span" name="span">${TIMELINE_SPANS.map((each) => html`<option value="${each}"${flag("selected", each === span)}>${words.spans[each]}</option>`)}</select></p>
</div>
${keptFields(frame, view)}
<p class="go"><button type="submit">${words.show}</button>${view.isDated && html` <a href="${link(frame, `/${crossing.slug}`)}">${words.toNow}</a>`}</p>
</form>`;
}
