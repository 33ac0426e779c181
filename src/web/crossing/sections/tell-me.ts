import { html } from "../../html.ts";
import { devicePanel, offersMessages, tellMeForm, tellMeTitle } from "../../tell-me/form.ts";
import type { CrossingSection } from "../section.ts";

/** Section with the form for messages, folded. A copy of the page has none, because it takes no forms. */
export const tellMeSection: CrossingSection = {
  place: "end",
  render(frame, { crossing }) {
    if (frame.isCopy) return null;
    const content = offersMessages(frame)
      ? html`${devicePanel(frame)}<div class="ask">${tellMeForm(frame, { places: [crossing], isFixed: true, area: null })}</div>`
      : html`<p>${frame.messages.tellMe.notOffered}</p>`;
    return html`<details id="tell-me"><summary>${tellMeTitle(frame)}</summary>${content}</details>`;
  },
};
