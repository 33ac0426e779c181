import type { ReportEntry } from "../../domain/text/report-entry.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { timeTag } from "../standing-text.ts";
import { deskLayout, type SignedIn } from "./layout.ts";

/** A page of reports, newest first. */
export interface ReportsView {
  whose: "mine" | "all";
  /** Reports, each with the time zones of its times. */
  entries: { entry: ReportEntry; zones: readonly string[] }[];
  /** The next page lists the reports before this `seq`. Null on the last page. */
  next: number | null;
}

/** Renders the newest reports that the operator has recorded, or those of all operators. */
export function deskReportsPage(frame: Frame, sitting: SignedIn, { whose, entries, next }: ReportsView): string {
  const { messages } = frame;
  const words = messages.desk;
  const choice = (each: "mine" | "all") =>
    html`<li><a href="${link(frame, "/desk/reports", { whose: each })}"${each === whose && html` aria-current="true"`}>${words.list[each]}</a></li>`;
  return deskLayout(frame, sitting, {
    title: words.reports,
    main: html`<h1>${words.reports}</h1>
<ul class="choice">${choice("mine")}${choice("all")}</ul>
${entries.length === 0 ? html`<p>${words.list.none}</p>` : html`<ul class="items">${entries.map((each) => item(frame, each))}</ul>`}
${next !== null && html`<p><a href="${link(frame, "/desk/reports", { whose, before: String(next) })}">${words.list.older}</a></p>`}`,
  });
}

function item(frame: Frame, { entry: { report, title }, zones }: ReportsView["entries"][number]): Html {
  const { messages } = frame;
  const { list } = messages.desk;
  const { id, recordedAt, recordedBy, retractedAt } = report;
  const name = html`<a href="${link(frame, `/desk/reports/${id}`)}">${title}</a>`;
  return html`<li><div><h2>${retractedAt === null ? name : html`<del>${name}</del>`}</h2>
<p class="hint">${timeTag(recordedAt, zones, messages)}, ${list.by(recordedBy)}${retractedAt !== null && html` · ${list.withdrawn} ${timeTag(retractedAt, zones, messages)}`}${report.retracts === null && html` · <a href="${link(frame, "/desk/report", { like: id })}">${messages.desk.handover.useAgain}<span class="unseen">: ${title}</span></a>`}</p></div></li>
`;
}
