import type { Frame } from "../frame.ts";
import { html } from "../html.ts";
import { type EmbedPage, outerLink } from "./document.ts";

/** Renders the page for an address that has no embedded page, with a link to the board. */
export function embedFault(frame: Frame, title: string, details: readonly string[]): EmbedPage {
  return {
    title: `${title} – Garita`,
    isLive: false,
    main: html`<h1>${title}</h1>
${details.map((detail) => html`<p>${detail}</p>`)}
<p class="asof">${outerLink(frame, "/", {}, frame.messages.pages.errorHome)}</p>`,
  };
}
