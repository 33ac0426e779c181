import type { Temporal } from "temporal-polyfill";
import { type Frame, link } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import { timeTag } from "../../standing-text.ts";
import { areaField, type FieldIssue } from "../form/fields.ts";
import { hidden, type SignedIn, tokenField } from "../layout.ts";

/** The notes that operators left, newest first, and the note that is being written. */
export interface HandoverView {
  notes: readonly { text: string; author: string; writtenAt: Temporal.Instant }[];
  /** UUID of the next note, so that a second click leaves no second note. */
  once: string;
  typed: string;
  issues: readonly FieldIssue[];
  /** Time zones of all crossings. */
  zones: readonly string[];
}

/** Renders the newest note, the earlier ones folded, and the form for another one. */
export function handoverSection(frame: Frame, sitting: SignedIn, view: HandoverView): Html {
  const { messages } = frame;
  const words = messages.desk.handover;
  const { notes, once, typed, issues, zones } = view;
  const [newest, ...earlier] = notes.map(
    ({ text, author, writtenAt }) =>
      html`<p class="grounds">${text}</p><p class="hint">${words.by(author)}, ${timeTag(writtenAt, zones, messages)}</p>`,
  );
  const form = html`<form method="post" action="${link(frame, "/desk/handover")}" novalidate data-desk data-keep="/desk/handover" data-words="${JSON.stringify(messages.desk.script)}">${tokenField(sitting)}${hidden("note", once)}
${areaField({ name: "text", label: words.text, isRequired: true, hint: words.hint }, issues, typed)}<p class="go"><button type="submit" class="quiet">${words.submit}</button></p></form>`;
  return html`<section class="work handover" aria-labelledby="handover"><h2 id="handover">${words.title}</h2>
${newest ?? html`<p class="hint">${words.none}</p>`}
${earlier.length > 0 && html`<details><summary>${words.earlier(earlier.length)}</summary>${earlier}</details>`}
<details${issues.length > 0 && html` open`}><summary>${words.write}</summary>${form}</details></section>
`;
}
