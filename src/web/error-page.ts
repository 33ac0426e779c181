import { type Frame, link } from "./frame.ts";
import { html } from "./html.ts";
import { layout } from "./layout.ts";
import { WORDS } from "./words.ts";

/** What went wrong, for people. */
export interface Fault {
  kind: "not_found" | "invalid" | "unavailable";
  detail: string;
  /** Each field of the address that is wrong, its rule and its value. */
  issues: readonly { path: string; message: string }[];
}

/** What went wrong, and the way on. */
export function errorPage(frame: Frame, { kind, detail, issues }: Fault): string {
  const words = WORDS[frame.language];
  const { title, text } = words.faults[kind];
  return layout(frame, {
    title: `${title} – Garita`,
    description: text,
    main: html`<h1>${title}</h1>
<p>${text}</p>
${detail !== "" && html`<p lang="en">${detail}</p>`}
${issues.length > 0 && html`<ul lang="en">${issues.map(({ path, message }) => html`<li><code>${path}</code> ${message}</li>`)}</ul>`}
<p><a href="${link(frame, "/")}">${words.errorHome}</a></p>`,
  });
}
