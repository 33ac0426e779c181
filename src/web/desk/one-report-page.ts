import type { Report } from "../../domain/record/report.ts";
import type { ReportEntry } from "../../domain/text/report-entry.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { sourceLink, timeTag } from "../standing-text.ts";
import type { FieldIssue } from "./form/fields.ts";
import { faultSummary } from "./form/fields.ts";
import { reasonForm } from "./form/reason-form.ts";
import { deskLayout, notice, type SignedIn } from "./layout.ts";
import { type PreviewShown, previewTables } from "./preview.ts";

/** A recorded report, and the effect of withdrawing it. */
export interface OneReportView {
  entry: ReportEntry;
  /** Time zones of the report's times. */
  zones: readonly string[];
  retraction: Report | undefined;
  /** Effect of withdrawing the report. Null if the operator may not withdraw it. */
  without: PreviewShown | null;
  /** True if a withdrawal waits for a second operator. */
  willWait: boolean;
  /** Proposal to withdraw the report, which waits for a second operator. Null if there is none. */
  waiting: string | null;
  done: "recorded" | "before" | "retracted" | null;
  /** Reason for the withdrawal, as typed. */
  typed: string;
  /** Errors in that reason. */
  issues: readonly FieldIssue[];
}

/** Renders the page of one report with all its contents, and the form to withdraw it. */
export function deskOneReportPage(frame: Frame, sitting: SignedIn, view: OneReportView): string {
  const { messages } = frame;
  const words = messages.desk;
  const { entry, done, issues } = view;
  const { report, title, paragraphs } = entry;
  return deskLayout(frame, sitting, {
    title,
    main: html`<h1>${title}</h1>
${notice(done === null ? null : words.notices[done])}${faultSummary(words.report.wrong, issues, () => words.one.retractReason)}
${paragraphs.map(({ about, text }) => html`<p class="told">${about !== null && html`<b>${about}:</b> `}${text}</p>`)}
<dl><dt>${words.one.whose}</dt><dd>${sourceLink(report.source)}</dd><dt>${words.one.recordedBy}</dt><dd>${report.recordedBy}</dd><dt>${words.one.recordedAt}</dt><dd>${timeTag(report.recordedAt, view.zones, messages)}</dd>${report.origin !== null && html`<dt>${words.one.origin}</dt><dd><a href="${link(frame, `/desk/proposals/${report.origin}`)}">${report.origin}</a></dd>`}</dl>
${withdrawal(frame, sitting, view)}
${report.retracts === null && html`<p><a href="${link(frame, "/desk/report", { like: report.id })}">${words.one.again}</a> <small>${words.one.againHint}</small></p>`}`,
  });
}

function withdrawal(
  frame: Frame,
  sitting: SignedIn,
  { entry, zones, retraction, without, willWait, waiting, typed, issues }: OneReportView,
): Html {
  const { messages } = frame;
  const { one: words, second } = messages.desk;
  const { id, recordedBy, retracts } = entry.report;
  if (retraction !== undefined)
    return html`<p class="notice look">${words.withdrawnBy(retraction.recordedBy)}, ${timeTag(retraction.recordedAt, zones, messages)}: ${retraction.note}</p>`;
  if (retracts !== null) return html`<p class="hint">${words.isRetraction}</p>`;
  if (waiting !== null)
    return html`<p class="notice look">${second.withdrawalWaits} <a href="${link(frame, `/desk/proposals/${waiting}`)}">${second.seeProposal}</a></p>`;
  if (without === null) return html`<p class="hint">${words.notYours(recordedBy)}</p>`;
  return html`<section class="preview" aria-labelledby="retract"><h2 id="retract">${words.retract}</h2><p class="hint">${words.retractHint}${willWait && ` ${second.willWait}`}</p>
<h3>${words.retractWhat}</h3>${previewTables(without, messages, { isRecorded: true })}
${reasonForm(frame, sitting, { action: `/desk/reports/${id}/retraction`, name: "note", label: words.retractReason, submit: words.retract, typed, issues })}</section>`;
}
