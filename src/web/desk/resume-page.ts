import type { DeskWords } from "../../locales/messages/desk.ts";
import type { Frame } from "../frame.ts";
import { html } from "../html.ts";
import { deskLayout, hidden, type SignedIn, tokenField } from "./layout.ts";

/** A submission that was not carried out, and the reason. */
export interface ResumeView {
  why: keyof DeskWords["resume"]["text"];
  action: string;
  pairs: readonly (readonly [name: string, value: string])[];
}

/** Renders the page on which an operator can send a form again, with all its fields. */
export function resumePage(frame: Frame, sitting: SignedIn | null, { why, action, pairs }: ResumeView): string {
  const words = frame.messages.desk;
  return deskLayout(frame, sitting, {
    title: words.resume.title,
    main: html`<h1>${words.resume.title}</h1>
<p>${words.resume.text[why]}</p>
<form method="post" action="${action}" data-desk data-words="${JSON.stringify(words.script)}">${sitting !== null && tokenField(sitting)}${pairs.map(([name, value]) => hidden(name, value))}
<p class="go"><button type="submit" autofocus>${words.resume.send}</button></p></form>`,
  });
}
