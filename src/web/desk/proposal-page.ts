import type { WrittenIssue } from "../../domain/errors.ts";
import type { ReportDraft } from "../../domain/record/draft.ts";
import type { Proposal } from "../../domain/record/proposal.ts";
import { showPublication } from "../../domain/time/show-moment.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { sourceLink, timeTag } from "../standing-text.ts";
import { type FieldIssue, faultSummary } from "./form/fields.ts";
import { buttonForm, reasonForm } from "./form/reason-form.ts";
import { deskLayout, notice, type SignedIn } from "./layout.ts";
import { type PreviewShown, previewTables } from "./preview.ts";

/** Contents of a proposal's page: the draft, its grounds and its effect. */
export interface ProposalView {
  proposal: Proposal;
  /** Time zones of the proposal's times. */
  zones: readonly string[];
  /** Effect of accepting the proposal. Null if the draft cannot be recorded, for the reasons in `unsound`. */
  preview: PreviewShown | null;
  unsound: readonly WrittenIssue[];
  /** Why the operator may not accept the report as it is: it is their own, or its sender's key is revoked. */
  denied: "own" | "revoked" | null;
  /** True if an edited draft waits for a second operator. */
  willWait: boolean;
  /** Idempotency key of the acceptance. */
  once: string;
  /** Preview token. */
  seen: string;
  notice: string | null;
  typed: string;
  issues: readonly FieldIssue[];
}

/** Renders the page of one proposal: its grounds, the effect of accepting it, and the forms that settle it. */
export function deskProposalPage(frame: Frame, sitting: SignedIn, view: ProposalView): string {
  const { messages } = frame;
  const words = messages.desk;
  const { proposal, issues } = view;
  const { title, createdAt, expiresAt, grounds, state } = proposal;
  return deskLayout(frame, sitting, {
    title,
    main: html`<h1>${title}</h1>
${notice(view.notice, "look")}${faultSummary(words.report.wrong, issues, () => words.proposals.dismissReason)}
<p class="hint">${drafterText(proposal, messages)}, ${timeTag(createdAt, view.zones, messages)}${state === "open" && expiresAt !== null && html` · ${words.proposals.expires} ${timeTag(expiresAt, view.zones, messages)}`}</p>
${state !== "open" && settledLine(frame, view)}${textsOf(frame, proposal)}${waitingLines(frame, view)}
${grounds !== "" && html`<section aria-labelledby="grounds"><h2 id="grounds">${words.proposals.grounds}</h2><p class="grounds">${grounds}</p></section>`}
<section aria-labelledby="draft"><h2 id="draft">${words.proposals.draft}</h2>${proposal.draft === null ? html`<p>${words.proposals.unreadable}</p>` : draftHead(frame, proposal.draft, view.zones)}</section>
${state === "open" && waysToSettle(frame, sitting, view)}`,
  });
}

/** Returns who drafted a proposal, as a phrase. */
export const drafterText = (
  { job, draftedBy }: Pick<Proposal, "job" | "draftedBy">,
  { desk: { proposals, second } }: Frame["messages"],
): string => (draftedBy === null ? proposals.by(job) : second.by(draftedBy));

/** Renders what is particular about the report of an operator: what it withdraws and disputes, and who may accept it. */
function waitingLines(frame: Frame, { proposal, denied }: ProposalView): Html | false {
  const words = frame.messages.desk.second;
  const { draftedBy, retracts, state, doubts } = proposal;
  if (draftedBy === null) return false;
  return html`${retracts !== null && html`<p>${words.withdraws} <a href="${link(frame, `/desk/reports/${retracts}`)}">${retracts}</a></p>`}${state === "open" && html`<p class="notice look"><b>${words.waits}</b>${denied !== null && ` ${denied === "own" ? words.own : words.revoked(draftedBy)}`}${doubts.length > 0 && ` ${words.disputes}`}</p>`}`;
}

function settledLine(frame: Frame, { proposal, zones }: ProposalView): Html {
  const { messages } = frame;
  const { state, settledBy, settledAt, reason, report } = proposal;
  const words = messages.desk.proposals;
  return html`<p class="notice look"><b>${words.settled[state]}</b> ${settledAt !== null && html`${words.settledBy(settledBy ?? "")}, ${timeTag(settledAt, zones, messages)}`}${reason !== null && `: ${reason}`}${report !== null && html`. <a href="${link(frame, `/desk/reports/${report}`)}">${words.became}</a>`}</p>`;
}

/** Renders links to the proposals from earlier and later texts of the same item. */
function textsOf(frame: Frame, { supersedes, supersededBy, draftedBy, settledBy }: Proposal): Html | false {
  const { proposals, second } = frame.messages.desk;
  // An operator who edits a draft sends the edited report. Other successors come from the jobs.
  const earlier = draftedBy === null ? proposals : { amends: second.edited, earlierText: second.earlierDraft };
  const later =
    settledBy === null || settledBy.startsWith("job:")
      ? proposals
      : { amended: second.edited, laterText: second.laterDraft };
  const to = (id: string, text: string) => html` <a href="${link(frame, `/desk/proposals/${id}`)}">${text}</a>`;
  if (supersedes.length === 0 && supersededBy === null) return false;
  return html`<p class="notice look">${supersedes.length > 0 && html`<b>${earlier.amends}</b>${supersedes.map((id) => to(id, earlier.earlierText))}`}${supersededBy !== null && html`<b>${later.amended}</b>${to(supersededBy, later.laterText)}`}</p>
`;
}

function draftHead({ messages }: Frame, { source, reason, note }: ReportDraft, zones: ProposalView["zones"]): Html {
  const words = messages.pages;
  return html`<dl><dt>${words.word}</dt><dd>${sourceLink(source)}${source.publishedAt !== null && `, ${words.published(showPublication(source.publishedAt, zones, messages))}`}</dd>${reason && html`<dt>${words.reason}</dt><dd>${messages.reports.reasons[reason]}</dd>`}${note && html`<dt>${words.note}</dt><dd class="grounds">${note}</dd>`}</dl>`;
}

function waysToSettle(frame: Frame, sitting: SignedIn, view: ProposalView): Html {
  const { messages } = frame;
  const words = messages.desk;
  const { proposal, preview, unsound, denied, willWait, once, seen, typed, issues } = view;
  const at = `/desk/proposals/${proposal.id}`;
  const isRetraction = proposal.retracts !== null;
  const edit =
    !isRetraction &&
    html`<a class="button quiet" href="${link(frame, "/desk/report", { proposal: proposal.id })}">${words.proposals.edit}</a>${willWait && html` <span class="hint">${words.second.willWait}</span>`}`;
  return html`<section class="preview" aria-labelledby="will"><h2 id="will">${words.preview.title}</h2>
${preview === null ? html`<p>${words.proposals.unsound}</p><ul>${unsound.map(({ path, message }) => html`<li><code>${path}</code> ${message}</li>`)}</ul><p class="go">${edit}</p>` : html`${previewTables(preview, messages, { isRecorded: isRetraction })}<div class="go">${denied === null && buttonForm(frame, sitting, { action: `${at}/acceptance`, submit: words.proposals.accept, fields: { once, seen } })}${edit}</div>`}</section>
<section aria-labelledby="dismiss"><h2 id="dismiss">${words.proposals.dismissTitle}</h2>
${reasonForm(frame, sitting, { action: `${at}/dismissal`, name: "reason", label: words.proposals.dismissReason, submit: words.proposals.dismiss, typed, issues })}</section>`;
}
