import type { Frame } from "./frame.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";

/**
 * Renders the page that a process that only reads shows in place of the desk. `desk` is the address of the desk at the
 * full service, or null if it is not known.
 */
export function elsewherePage(frame: Frame, desk: string | null): string {
  const { title, text, link } = frame.messages.desk.elsewhere;
  return layout(frame, {
    title: `${title} – Garita`,
    description: text,
    isInApp: false,
    main: html`<h1>${title}</h1>
<p>${text}</p>
${desk !== null && html`<p><a href="${desk}">${link}</a></p>`}`,
  });
}
