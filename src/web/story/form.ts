import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import type { SpanDays } from "./span.ts";

/** Renders the form for choosing any period. */
export function periodForm(
  { messages, isChosen }: Frame,
  days: SpanDays | null,
  known: Record<string, string | undefined>,
): Html {
  const { story } = messages;
  const kept = { ...known, lang: isChosen ? messages.language : undefined };
  const field = (name: "from" | "to", label: string) =>
    html`<p><label for="f-${name}">${label}</label><input id="f-${name}" name="${name}" type="date" min="1990-01-01" max="2199-12-31" value="${days?.[name].toString()}" required></p>
`;
  return html`<form action="/history" class="ask">${Object.entries(kept).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`)}<div class="fields">${field("from", story.fromDay)}${field("to", story.toDay)}<p><button type="submit">${story.show}</button></p></div></form>`;
}
