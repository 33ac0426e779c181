import type { WrittenIssue } from "../../../domain/errors.ts";
import { booleanAttribute, type Html, html, type Part } from "../../html.ts";

/** An error in a form: the field's name, and a message with the rule and the value in the page's language. */
export type FieldIssue = WrittenIssue;

/** Name, label and hint of a field. */
export interface Field {
  name: string;
  label: Part;
  hint?: Part;
  /** The word "optional" in the page's language, if the field may stay empty. It follows the label. */
  optional?: string;
  /** True if the field must not stay empty. */
  isRequired?: boolean;
}

const labelText = ({ label, optional }: Field): Html => html`${label}${optional !== undefined && ` (${optional})`}`;

/** Returns the id of the field with this name. */
export const idOf = (name: string): string => `f-${name.replaceAll(".", "-")}`;

/** Renders the error of a field, shown beside it. */
export const errorOf = (name: string, issues: readonly FieldIssue[]): Html[] =>
  issues
    .filter(({ path }) => path === name)
    .slice(0, 1)
    .map(({ message }) => html`<p class="error" id="${idOf(name)}-error">${message}</p>`);

/** Returns the ARIA attributes that connect a field with its hint and its error. */
function describing(name: string, hasHint: boolean, hasError: boolean): Html {
  const ids = [hasHint && `${idOf(name)}-hint`, hasError && `${idOf(name)}-error`].filter((id) => id !== false);
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(" ")}"`}${hasError && html` aria-invalid="true"`}`;
}

/** Renders a field with its label, hint and error, around any control. */
export function fieldOf(field: Field, issues: readonly FieldIssue[], control: (attributes: Html) => Html): Html {
  const { name, hint, isRequired } = field;
  const error = errorOf(name, issues);
  // With the `required` attribute, some screen readers call every empty field invalid even before the form is sent.
  const attributes = html` id="${idOf(name)}" name="${name}"${isRequired && html` aria-required="true"`}${describing(name, hint !== undefined, error.length > 0)}`;
  return html`<div class="field"><label for="${idOf(name)}">${labelText(field)}</label>${control(attributes)}${hint !== undefined && html`<p class="hint" id="${idOf(name)}-hint">${hint}</p>`}${error}</div>
`;
}

/** Renders a single-line text field, or another `type` of input. */
export const inputField = (
  field: Field,
  issues: readonly FieldIssue[],
  value: string,
  type = "text",
  more?: Html,
): Html => fieldOf(field, issues, (attributes) => html`<input type="${type}"${attributes} value="${value}"${more}>`);

/** Renders a multi-line text field. */
export const areaField = (field: Field, issues: readonly FieldIssue[], value: string): Html =>
  // Browsers drop a line break directly after the opening tag of a textarea.
  fieldOf(
    field,
    issues,
    (attributes) => html`<textarea rows="3"${attributes}>
${value}</textarea>`,
  );

/** Renders a selection of one value. */
export const selectField = (
  field: Field,
  issues: readonly FieldIssue[],
  value: string,
  options: readonly (readonly [value: string, name: string])[],
): Html =>
  fieldOf(
    field,
    issues,
    (attributes) =>
      html`<select${attributes}>${options.map(([each, name]) => html`<option value="${each}"${booleanAttribute("selected", each === value)}>${name}</option>`)}</select>`,
  );

/** Renders a check box. */
export function checkField({ name, label }: Field, isTicked: boolean): Html {
  return html`<div class="check"><input type="checkbox" id="${idOf(name)}" name="${name}" value="yes"${booleanAttribute("checked", isTicked)}><label for="${idOf(name)}">${label}</label></div>`;
}

/** Renders a group of check boxes. */
export function checkFields(
  field: Field,
  issues: readonly FieldIssue[],
  ticked: readonly string[],
  options: readonly (readonly [value: string, name: string])[],
): Html {
  const { name, hint } = field;
  const error = errorOf(name, issues);
  return html`<fieldset class="choices" id="${idOf(name)}" tabindex="-1"${describing(name, hint !== undefined, error.length > 0)}><legend>${labelText(field)}</legend><div>${options.map(([value, text]) => html`<div class="check"><input type="checkbox" id="${idOf(name)}-${value}" name="${name}" value="${value}"${booleanAttribute("checked", ticked.includes(value))}><label for="${idOf(name)}-${value}">${text}</label></div>`)}</div>${hint !== undefined && html`<p class="hint" id="${idOf(name)}-hint">${hint}</p>`}${error}</fieldset>
`;
}

/**
 * Renders a summary of all errors, one line per field with a link to the field. The summary comes first on the page and
 * takes the focus.
 */
export function faultSummary(
  title: (count: number) => string,
  issues: readonly FieldIssue[],
  labelOf: (path: string) => string,
): Html | null {
  const first = issues.filter(({ path }, i) => issues.findIndex((each) => each.path === path) === i);
  if (first.length === 0) return null;
  return html`<section class="faults" id="faults" tabindex="-1" autofocus aria-labelledby="faults-title"><h2 id="faults-title">${title(first.length)}</h2><ul>${first.map(({ path, message }) => html`<li><a href="#${idOf(path)}">${labelOf(path)}: <span>${message}</span></a></li>`)}</ul></section>`;
}
