import { type Crossing, nameIn } from "../../../domain/places/crossing.ts";
import { crossingsOf, type ReportLines } from "../../../domain/record/report.ts";
import type { CrossingPreview } from "../../../domain/text/preview.ts";
import { formatReportLines } from "../../../domain/text/report-text.ts";
import { type Frame, link } from "../../frame.ts";
import { type Html, html } from "../../html.ts";
import { areaField, type FieldIssue, faultSummary, fieldOf } from "../form/fields.ts";
import { deskLayout, hidden, notice, type SignedIn, tokenField } from "../layout.ts";
import { shortPreview } from "../short-preview.ts";

/** A line of the table: what its report will say, or its errors. */
export interface ShownLine {
  number: number;
  lines: ReportLines | null;
  /** Id of the report. Empty if the line is wrong. */
  id: string;
  /** What is already on record under the id. */
  known: "recorded" | "withdrawn" | null;
  issues: readonly FieldIssue[];
}

/** The page for a spreadsheet of past closures: the form and, after an upload, every line. */
export interface SpreadsheetView {
  text: string;
  /** Errors of the table as a whole. */
  issues: readonly FieldIssue[];
  lines: readonly ShownLine[];
  /** Crossings for which the valid lines change an answer about today. */
  today: readonly CrossingPreview[];
  crossings: ReadonlyMap<string, Crossing>;
  /** Token of this preview. */
  seen: string;
  /** Message about the last action. */
  told: { text: string; kind: "done" | "look" } | null;
  limits: { lines: number; size: string };
}

/** Renders the page on which past closures are recorded from a spreadsheet. */
export function spreadsheetPage(frame: Frame, sitting: SignedIn, view: SpreadsheetView): string {
  const { messages } = frame;
  const words = messages.desk.spreadsheet;
  const { told, issues, lines, text } = view;
  return deskLayout(frame, sitting, {
    title: words.title,
    main: html`<h1>${words.title}</h1>
${told !== null && notice(told.text, told.kind)}${faultSummary(messages.desk.report.wrong, issues, (path) => (path === "file" ? words.file : words.text))}<p>${words.lead} <a href="${link(frame, "/desk/spreadsheet/template.csv")}" download>${words.template}</a></p>
<form method="post" action="${link(frame, "/desk/spreadsheet")}" enctype="multipart/form-data" class="ask" novalidate>${tokenField(sitting)}${hidden("seen", view.seen)}
${lines.length > 0 && linesPreview(frame, view)}
${fieldOf({ name: "file", label: words.file, isRequired: text === "", hint: words.fileHint(view.limits.lines, view.limits.size) }, issues, (attributes) => html`<input type="file" accept=".csv,text/csv"${attributes}>`)}${
  (text !== "" || issues.some(({ path }) => path === "text")) &&
  areaField({ name: "text", label: words.text, hint: words.textHint }, issues, text)
}<p class="go"><button type="submit" name="do" value="preview"${lines.length > 0 && html` class="quiet"`}>${lines.length > 0 ? words.previewAgain : words.preview}</button></p></form>
${columnTable(frame)}`,
  });
}

function linesPreview(frame: Frame, view: SpreadsheetView): Html {
  const { messages } = frame;
  const words = messages.desk.spreadsheet;
  const { lines, today } = view;
  const wrong = lines.filter((line) => line.lines === null).length;
  const recorded = lines.filter(({ known }) => known === "recorded").length;
  const withdrawn = lines.filter(({ known }) => known === "withdrawn").length;
  const valid = lines.length - wrong - recorded - withdrawn;
  const button = (action: string, label: string, isQuiet: boolean): Html =>
    html`<p class="go"><button type="submit" name="do" value="${action}"${isQuiet && html` class="quiet"`}>${label}</button></p>`;
  return html`<section class="preview" id="preview" tabindex="-1" autofocus aria-labelledby="preview-title"><h2 id="preview-title">${messages.desk.preview.title}</h2>
<p>${words.counts(valid, wrong, recorded, withdrawn)}</p>
<table class="sheet"><thead><tr><th scope="col">${words.line}</th><th scope="col">${words.will}</th></tr></thead><tbody>
${lines.map(
  (
    line,
  ) => html`<tr${line.lines === null && html` class="wrong"`}><th scope="row">${line.number}</th><td>${lineText(line, view, frame)}</td></tr>
`,
)}</tbody></table>
${today.length === 0 ? html`<p>${words.noneToday}</p>` : html`<div class="notice look"><p><b>${words.today}</b></p>${today.map((each) => html`<h3>${nameIn(each.crossing, messages)}</h3>${shortPreview(each, messages)}`)}</div>`}
${valid > 0 && (wrong === 0 ? button("record", words.recordAll(valid), false) : button("valid", words.recordValid(valid, wrong), true))}</section>`;
}

function lineText({ lines, issues, id, known }: ShownLine, { crossings }: SpreadsheetView, frame: Frame): Html {
  const { messages } = frame;
  const words = messages.desk.spreadsheet;
  if (lines === null)
    return html`<ul>${issues.map(({ path, message }) => html`<li class="error">${path in words.columns && html`<b>${words.columns[path as keyof typeof words.columns]}</b>: `}${message}</li>`)}</ul>`;
  const places = crossingsOf(lines).flatMap((slug) => crossings.get(slug) ?? []);
  return html`${formatReportLines(lines, places, messages).map(({ sentences }, i) => {
    const place = places[i];
    return html`<p>${place !== undefined && html`<b>${nameIn(place, messages)}</b>: `}${sentences.join("; ")}</p>`;
  })}${known === "recorded" && html`<p class="hint">${words.known}</p>`}${known === "withdrawn" && html`<p class="error">${words.withdrawn} <a href="${link(frame, `/desk/reports/${id}`)}">${words.seeWithdrawn}</a></p>`}`;
}

/** Renders what goes into each column. */
function columnTable({ messages }: Frame): Html {
  const { columns, columnHints } = messages.desk.spreadsheet;
  return html`<dl class="columns">${Object.entries(columns).map(([column, name]) => html`<dt>${name}</dt><dd>${columnHints[column as keyof typeof columns]}</dd>`)}</dl>`;
}
