import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { type PeriodFields, periodForm } from "./form.ts";
import { spanLink } from "./index-page.ts";
import type { StorySpan } from "./span.ts";

/**
 * Renders what an error page about a period offers instead: a similar period, the form, and the list of all periods.
 */
export function periodHelp(
  frame: Frame,
  { similar, ...fields }: PeriodFields & { similar: StorySpan | undefined },
): Html {
  const { story } = frame.messages;
  return html`<section class="story" aria-label="${story.choose}">
${periodForm(frame, fields)}
${similar !== undefined && html`<p>${story.perhaps} ${spanLink(frame, similar)}</p>`}
<p><a href="${link(frame, "/history")}">${story.indexTitle}</a></p></section>`;
}
