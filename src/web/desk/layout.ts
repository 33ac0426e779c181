import type { DeskWords } from "../../locales/messages/desk.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";

/** The signed-in operator. */
export interface SignedIn {
  name: string;
  role: keyof DeskWords["roles"];
  /** CSRF token that every form of this session carries. */
  token: string;
}

/** Renders a page of the desk. `sitting` is null if nobody is signed in. */
export function deskLayout(
  frame: Frame,
  sitting: SignedIn | null,
  { title, main }: { title: string; main: Html },
): string {
  const words = frame.messages.desk;
  return layout(frame, {
    title: `${title} – Garita`,
    description: words.signIn.lead,
    isInApp: false,
    beside: { style: frame.assets.deskStyle, script: frame.assets.deskScript },
    main: html`${sitting !== null && deskNav(frame, sitting)}<div class="desk">${main}</div>`,
  });
}

function deskNav(frame: Frame, sitting: SignedIn): Html {
  const words = frame.messages.desk;
  const entry = (path: string, name: string) =>
    html`<li><a href="${link(frame, path)}"${frame.path === path && html` aria-current="page"`}>${name}</a></li>`;
  return html`<div class="desk-top"><nav aria-label="${words.nav}"><ul>${entry("/desk", words.work)}${entry("/desk/report", words.record)}${entry("/desk/reports", words.reports)}${entry("/desk/spreadsheet", words.spreadsheet.short)}${entry("/desk/jobs", words.jobs)}</ul></nav>
<form method="post" action="${link(frame, "/desk/sign-out")}" data-leave>${tokenField(sitting)}<span><b>${sitting.name}</b> (${words.roles[sitting.role]})</span> <button type="submit" class="quiet">${words.signOut}</button></form></div>`;
}

/** Renders a hidden field. */
export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

/** Renders the hidden field with the CSRF token. */
export const tokenField = ({ token }: SignedIn): Html => hidden("token", token);

/** Renders a notice about the last action. Screen readers announce the notice when the page opens. */
export const notice = (text: Html | string | null, kind: "done" | "look" = "done"): Html | null =>
  text === null ? null : html`<p class="notice ${kind}" role="status">${text}</p>`;
