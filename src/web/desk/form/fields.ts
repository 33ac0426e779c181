import type { Language } from "../../../domain/vocabulary.ts";
import { flag, type Html, html, type Part } from "../../html.ts";

/** One thing wrong with what was filled in: the field's name, and the rule and the value in a language. */
export interface FieldIssue {
  path: string;
  message: string;
  language: Language;
}

/** A field's name and label, and what helps to fill it in. */
export interface Field {
  name: string;
  label: Part;
  hint?: Part;
}

/** The id of the field of a name. */
export const idOf = (name: string): string => `f-${name.replaceAll(".", "-")}`;

/** What is wrong with a field, beside it. */
const errorOf = (name: string, issues: readonly FieldIssue[]): Html[] =>
  issues
    .filter(({ path }) => path === name)
    .slice(0, 1)
    .map(({ message, language }) => html`<p class="error" id="${idOf(name)}-error" lang="${language}">${message}</p>`);

/** The attributes by which a field is told with its hint and its error. */
function describing(name: string, hasHint: boolean, hasError: boolean): Html {
  const ids = [hasHint && `${idOf(name)}-hint`, hasError && `${idOf(name)}-error`].filter((id) => id !== false);
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(" ")}"`}${hasError && html` aria-invalid="true"`}`;
}

/** A field with its label, its hint and what is wrong with it, whatever it is filled in by. */
export function fieldOf(
  { name, label, hint }: Field,
  issues: readonly FieldIssue[],
  control: (attributes: Html) => Html,
): Html {
  const error = errorOf(name, issues);
  const attributes = html` id="${idOf(name)}" name="${name}"${describing(name, hint !== undefined, error.length > 0)}`;
  return html`<div class="field"><label for="${idOf(name)}">${label}</label>${control(attributes)}${hint !== undefined && html`<p class="hint" id="${idOf(name)}-hint">${hint}</p>`}${error}</div>
`;
}

/** A line of text, or what a browser makes of `type`. */
export const inputField = (
  field: Field,
  issues: readonly FieldIssue[],
  value: string,
  type = "text",
  more?: Html,
): Html => fieldOf(field, issues, (attributes) => html`<input type="${type}"${attributes} value="${value}"${more}>`);

/** Text of several lines. */
export const areaField = (field: Field, issues: readonly FieldIssue[], value: string): Html =>
  // The first line feed of a text area is not part of it.
  fieldOf(
    field,
    issues,
    (attributes) => html`<textarea rows="3"${attributes}>
${value}</textarea>`,
  );

/** A choice of one, each value with its name. */
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
      html`<select${attributes}>${options.map(([each, name]) => html`<option value="${each}"${flag("selected", each === value)}>${name}</option>`)}</select>`,
  );

/** A box to tick. */
export function checkField({ name, label }: Field, isTicked: boolean): Html {
  return html`<div class="check"><input type="checkbox" id="${idOf(name)}" name="${name}" value="yes"${flag("checked", isTicked)}><label for="${idOf(name)}">${label}</label></div>`;
}

/** Boxes of which any number may be ticked. */
export function checkFields(
  { name, label, hint }: Field,
  issues: readonly FieldIssue[],
  ticked: readonly string[],
  options: readonly (readonly [value: string, name: string])[],
): Html {
  const error = errorOf(name, issues);
  return html`<fieldset class="choices" id="${idOf(name)}" tabindex="-1"${describing(name, hint !== undefined, error.length > 0)}><legend>${label}</legend><div>${options.map(([value, text]) => html`<div class="check"><input type="checkbox" id="${idOf(name)}-${value}" name="${name}" value="${value}"${flag("checked", ticked.includes(value))}><label for="${idOf(name)}-${value}">${text}</label></div>`)}</div>${hint !== undefined && html`<p class="hint" id="${idOf(name)}-hint">${hint}</p>`}${error}</fieldset>
`;
}

/** All that is wrong, a line a field, first on the page and at once in focus, each with the way to its field. */
export function faultSummary(
  title: (count: number) => string,
  issues: readonly FieldIssue[],
  labelOf: (path: string) => string,
): Html | null {
  const first = issues.filter(({ path }, i) => issues.findIndex((each) => each.path === path) === i);
  if (first.length === 0) return null;
  return html`<section class="faults" id="faults" tabindex="-1" autofocus aria-labelledby="faults-title"><h2 id="faults-title">${title(first.length)}</h2><ul>${first.map(({ path, message, language }) => html`<li><a href="#${idOf(path)}">${labelOf(path)}: <span lang="${language}">${message}</span></a></li>`)}</ul></section>`;
}
