import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";

/** Renders the button that copies the text of an element. Only the script shows it. */
export const copyButton = (id: string, { messages }: Frame): Html =>
  html`<p class="acts" hidden><button type="button" data-copy="${id}" data-done="${messages.crossing.copied}">${messages.crossing.copy}</button></p>`;
