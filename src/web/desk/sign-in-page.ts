import { type Frame, link } from "../frame.ts";
import { booleanAttribute, html } from "../html.ts";
import { faultSummary, inputField } from "./form/fields.ts";
import { deskLayout, hidden, notice } from "./layout.ts";

/** State of the sign-in page. */
export interface SignInView {
  idleMinutes: number;
  /** Page to open after sign-in. */
  to: string;
  /** Form fields that were sent after the session had expired. Null if there are none. */
  kept: string | null;
  fault: "wrong" | "forbidden" | "empty" | "tooMany" | { noCookie: string } | null;
  /** True if a session existed and has ended. */
  isOver: boolean;
}

/** Renders the page to sign in with a key. */
export function signInPage(frame: Frame, { idleMinutes, to, kept, fault, isOver }: SignInView): string {
  const { messages } = frame;
  const words = messages.desk.signIn;
  const message = fault === null ? null : typeof fault === "string" ? words[fault] : words.noCookie(fault.noCookie);
  const issues = message === null ? [] : [{ path: "key", message }];
  return deskLayout(frame, null, {
    title: words.title,
    main: html`<h1>${words.title}</h1>
${notice(isOver ? (kept === null ? words.over : words.kept) : null, "look")}${faultSummary(messages.desk.report.wrong, issues, () => words.key)}
<p>${words.lead}</p>
<form method="post" action="${link(frame, "/desk/sign-in")}" class="ask sign-in" novalidate data-desk data-words="${JSON.stringify(messages.desk.script)}">
${hidden("to", to)}${kept !== null && hidden("kept", kept)}
${inputField({ name: "key", label: words.key, isRequired: true, hint: words.keyHint }, issues, "", "password", html` autocomplete="current-password" spellcheck="false"${booleanAttribute("autofocus", fault === null)}`)}
<p class="go"><button type="submit">${words.submit}</button></p>
<p class="hint">${words.ends(idleMinutes)}</p>
</form>`,
  });
}
