import { type Frame, link } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import { hidden, type SignedIn, tokenField } from "../layout.ts";
import { areaField, type FieldIssue } from "./fields.ts";

/** A form with one action and a typed reason. */
export interface ReasonForm {
  action: string;
  name: string;
  label: string;
  submit: string;
  typed: string;
  issues: readonly FieldIssue[];
}

/** Renders the reason field and the button. */
export const reasonForm = (frame: Frame, sitting: SignedIn, form: ReasonForm): Html =>
  html`<form method="post" action="${link(frame, form.action)}" class="ask" novalidate data-desk data-keep="${form.action}" data-words="${JSON.stringify(frame.messages.desk.script)}">${tokenField(sitting)}
${areaField({ ...form, isRequired: true }, form.issues, form.typed)}<p class="go"><button type="submit" class="quiet">${form.submit}</button></p></form>`;

/** A button with its label, its address and its hidden fields. */
export interface ButtonForm {
  action: string;
  submit: string;
  fields?: Record<string, string>;
  isQuiet?: boolean;
}

/** Renders a form with a single button and hidden fields. */
export const buttonForm = (
  frame: Frame,
  sitting: SignedIn,
  { action, submit, fields = {}, isQuiet = false }: ButtonForm,
): Html =>
  html`<form method="post" action="${link(frame, action)}" data-desk data-words="${JSON.stringify(frame.messages.desk.script)}">${tokenField(sitting)}${Object.entries(fields).map(([name, value]) => hidden(name, value))}<button type="submit"${isQuiet && html` class="quiet"`}>${submit}</button></form>`;
