import type { Messages } from "../../../locales/messages.ts";
import { type Html, html } from "../../html.ts";
import { idOf } from "./fields.ts";

/** The source of an earlier report, as values for the form's fields. */
export interface KnownSource {
  kind: string;
  publisher: string;
  title: string;
}

/** Renders a button for each known source. The script shows the buttons, each of which fills in the source's fields. */
export function knownSourceButtons(sources: readonly KnownSource[], messages: Messages): Html | null {
  if (sources.length === 0) return null;
  const words = messages.desk.several;
  return html`<div class="again" role="group" aria-labelledby="${idOf("again")}" hidden><p class="hint" id="${idOf("again")}">${words.knownSources}</p><p class="go">${sources.map((source) => html`<button type="button" class="quiet pick-all" data-source="${JSON.stringify(source)}">${source.publisher}: ${source.title}</button>`)}</p></div>
`;
}
