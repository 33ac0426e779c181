import { nameIn } from "../../domain/places/crossing.ts";
import { isInState, placeName, statesOf } from "../../domain/places/region.ts";
import { REASONS, SOURCE_KINDS } from "../../domain/vocabulary.ts";
import { type Frame, link } from "../frame.ts";
import { booleanAttribute, type Html, html } from "../html.ts";
import { pickerMap } from "../map/picker-map.ts";
import { areaField, faultSummary, fieldOf, inputField, selectField } from "./form/fields.ts";
import { type KnownSource, knownSourceButtons } from "./form/known-sources.ts";
import { type Drawing, lineFields } from "./form/line-fields.ts";
import { isUntouched, type TypedReport } from "./form/report.ts";
import { labelOf } from "./labels.ts";
import { deskLayout, hidden, notice, type SignedIn, tokenField } from "./layout.ts";
import { type PreviewShown, previewTables } from "./preview.ts";

/** Current form of a report: the typed fields, their errors, and the effect of recording the report. */
export interface ReportFormView extends Omit<Drawing, "messages" | "now"> {
  typed: TypedReport;
  preview: PreviewShown | null;
  notice: Html | string | null;
  /** Sources of the operator's newest reports. */
  sources: readonly KnownSource[];
  /** True if nothing was typed yet. The browser may then restore an earlier attempt from its storage. */
  isFresh: boolean;
  /** True if the report waits for a second operator. */
  willWait: boolean;
}

/** Renders the page to write, preview and record a report. The page repeats everything that was typed. */
export function deskReportPage(frame: Frame, sitting: SignedIn, view: ReportFormView): string {
  const { messages } = frame;
  const words = messages.desk.report;
  const { typed, issues, preview } = view;
  const title = typed.proposal === "" ? words.title : words.editing;
  const drawing: Drawing = { ...view, messages, now: frame.now };
  const { script } = messages.desk;
  return deskLayout(frame, sitting, {
    title,
    main: html`<h1>${title}</h1>
${notice(view.notice, "look")}${faultSummary(words.wrong, issues, (path) => labelOf(path, typed, messages))}
<form method="post" action="${link(frame, "/desk/report")}" class="report" novalidate autocomplete="off" data-desk data-keep="${typed.begun}"${booleanAttribute("data-fresh", view.isFresh)} data-words="${JSON.stringify(script)}">
${tokenField(sitting)}${hidden("once", typed.once)}${hidden("begun", typed.begun)}${hidden("proposal", typed.proposal)}${hidden("seen", typed.seen)}
<button type="submit" class="unseen" name="do" value="preview" tabindex="-1" aria-hidden="true">${words.preview}</button>
${preview !== null && previewSection(frame, preview, view.willWait)}<p class="hint">${words.mayStayEmpty}</p>
<fieldset class="ask" id="f-lines" tabindex="-1"><legend>${words.lines}</legend>
${typed.lines.every(isUntouched) && html`<p class="hint">${words.noLines}</p>`}${typed.lines.map((line, i) => lineFields(line, i, drawing))}
${adding(drawing)}</fieldset>
${sourceFields(typed, drawing, view.sources)}
${whyFields(typed, drawing)}
<p class="go"><button type="submit" name="do" value="preview"${preview !== null && html` class="quiet"`}>${preview === null ? words.preview : words.previewAgain}</button></p>
</form>
<template id="pick-map" data-title="${messages.desk.several.onMap}">${pickerMap([...view.crossings.values()], messages)}</template>`,
  });
}

function previewSection({ messages }: Frame, preview: PreviewShown, willWait: boolean): Html {
  const words = messages.desk;
  const actions = html`${
    preview.still.length > 0 &&
    html`<p class="go"><button type="submit" class="quiet" name="do" value="preview">${words.preview.liftToo}</button></p>
`
  }<p class="go"><button type="submit" name="do" value="record">${words.report.submit}</button> <span class="hint">${willWait ? words.second.willWait : words.preview.note}</span></p>`;
  return html`<section class="preview" id="preview" tabindex="-1" autofocus aria-labelledby="preview-title"><h2 id="preview-title">${words.preview.title}</h2>
${previewTables(preview, messages, { mayLift: true, actions })}</section>`;
}

/** Returns true if the form offers the sources of the operator's newest reports. */
export const offersSources = ({ publisher, title }: TypedReport): boolean => publisher === "" && title === "";

function sourceFields(typed: TypedReport, { messages, issues }: Drawing, sources: readonly KnownSource[]): Html {
  const words = messages.desk.report;
  const { optional } = words;
  return html`<fieldset class="ask"><legend>${words.source}</legend><p class="hint">${words.lead}</p>${offersSources(typed) && knownSourceButtons(sources, messages)}<div class="fields wide">
${selectField(
  { name: "kind", label: words.kind },
  issues,
  typed.kind,
  SOURCE_KINDS.map((kind) => [kind, words.sourceKinds[kind]]),
)}${inputField({ name: "publisher", label: words.publisher, isRequired: true, hint: words.publisherHint }, issues, typed.publisher)}${inputField({ name: "title", label: words.sourceTitle, isRequired: true, hint: words.sourceTitleHint }, issues, typed.title)}${inputField({ name: "url", label: words.url, optional }, issues, typed.url, "url")}${inputField({ name: "publishedAt", label: words.publishedAt, optional, hint: words.publishedAtHint }, issues, typed.publishedAt)}</div></fieldset>`;
}

function whyFields({ reason, note }: TypedReport, { messages, issues }: Drawing): Html {
  const words = messages.desk.report;
  const { reasons } = messages.reports;
  return html`<fieldset class="ask"><legend>${words.why}</legend>
${selectField({ name: "reason", label: words.reason, optional: words.optional }, issues, reason, [
  ["", words.noReason],
  ...REASONS.map(
    (each) => [each, each === "weather" ? messages.desk.several.reasonOptions.weather : reasons[each]] as const,
  ),
])}${areaField({ name: "note", label: words.note, optional: words.optional, hint: words.noteHint }, issues, note)}</fieldset>`;
}

/** Renders the field for choosing a crossing to add. The crossings are grouped by state. */
function adding({ messages, issues, crossings }: Drawing): Html {
  const words = messages.desk.report;
  const all = [...crossings.values()];
  const options = statesOf(all).map(
    (state) =>
      html`<optgroup label="${placeName(state.name, messages)}">${all.filter((crossing) => isInState(crossing, state.code)).map((crossing) => html`<option value="${crossing.slug}">${nameIn(crossing, messages)}</option>`)}</optgroup>`,
  );
  return html`<div class="adding"><p class="hint">${messages.desk.several.addHint}</p><div class="fields">${fieldOf(
    { name: "add", label: words.addCrossing, optional: words.optional },
    issues,
    (attributes) => html`<select${attributes}><option value="">${words.choose}</option>${options}</select>`,
  )}${selectField({ name: "adds", label: words.addSays }, [], "change", Object.entries(words.says))}</div>
<p class="go"><button type="submit" class="quiet" name="do" value="add">${words.add}</button></p></div>`;
}
