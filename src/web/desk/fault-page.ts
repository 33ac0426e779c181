import type { WrittenIssue } from "../../domain/errors.ts";
import type { DeskWords } from "../../locales/messages/desk.ts";
import { type Frame, link } from "../frame.ts";
import { html } from "../html.ts";
import { deskLayout } from "./layout.ts";

/** An error page of the desk: a refused request and the reason. */
export interface DeskFault {
  kind: Exclude<keyof DeskWords["faults"], "back"> | "not_found" | "unavailable";
  detail: string;
  issues: readonly WrittenIssue[];
}

/** Renders the page that explains why nothing was done, with a link back. */
export function deskFaultPage(frame: Frame, { kind, detail, issues }: DeskFault): string {
  const words = frame.messages.desk.faults;
  const { title, text } =
    kind === "not_found" || kind === "unavailable" ? frame.messages.pages.faults[kind] : words[kind];
  return deskLayout(frame, null, {
    title,
    main: html`<h1>${title}</h1>
<p>${text}</p>
${detail !== "" && html`<p class="hint">${detail}</p>`}
${issues.length > 0 && html`<ul>${issues.map(({ path, message }) => html`<li><code>${path}</code> ${message}</li>`)}</ul>`}
<p><a href="${link(frame, "/desk")}">${words.back}</a></p>`,
  });
}
