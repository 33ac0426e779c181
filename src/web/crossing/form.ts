import { PROGRAMMES, TIMELINE_SPANS } from "../../domain/vocabulary.ts";
import { dayField, hourFields, keptFields } from "../dated-notice.ts";
import { type Frame, link } from "../frame.ts";
import { booleanAttribute, type Html, html } from "../html.ts";
import type { CrossingSection, CrossingView } from "./section.ts";

/** Form beside the answer. */
export const crossingForm: CrossingSection = {
  place: "side",
  render: (frame, view) => (frame.isCopy ? null : form(frame, view)),
};

/** Renders the folded form that selects a day, the period of the timeline and the travellers. */
function form(frame: Frame, { crossing, view, span }: CrossingView): Html {
  const words = frame.messages.pages;
  return html`<details class="ask" id="as-it-was"${booleanAttribute("open", view.isDated)}><summary>${words.asItWas}</summary><form action="/${crossing.slug}" method="get" aria-label="${words.asItWas}">
<div class="fields">
${dayField(frame, view)}${hourFields(frame, view, words.atTimeOf(crossing.timeZone))}<p><label for="f-span">${words.timelineShows}</label><select id="f-span" name="span">${TIMELINE_SPANS.map((each) => html`<option value="${each}"${booleanAttribute("selected", each === span)}>${words.spans[each]}</option>`)}</select></p>
<p><label for="f-programme">${words.programme}</label><select id="f-programme" name="programme"><option value="">${words.any}</option>${PROGRAMMES.map((each) => html`<option value="${each}"${booleanAttribute("selected", each === view.programme)}>${words.programmes[each]}</option>`)}</select></p>
</div>
${keptFields(frame, view)}
<p class="go"><button type="submit">${words.show}</button>${view.isDated && html` <a href="${link(frame, `/${crossing.slug}`)}">${words.toNow}</a>`}</p>
</form></details>`;
}
