import { html } from "../../html.ts";
import { tellMeForm } from "../../tell-me/form.ts";
import type { CrossingSection } from "../section.ts";

/** Section with the form for messages by e-mail, folded. A copy of the page has none, because it takes no forms. */
export const tellMeSection: CrossingSection = {
  place: "end",
  render(frame, { crossing }) {
    if (frame.isCopy) return null;
    const { title, notOffered } = frame.messages.tellMe;
    const content =
      frame.offersEmail === true
        ? html`<div class="ask">${tellMeForm(frame, { places: [crossing], isFixed: true, area: null })}</div>`
        : html`<p>${notOffered}</p>`;
    return html`<details id="tell-me"><summary>${title}</summary>${content}</details>`;
  },
};
