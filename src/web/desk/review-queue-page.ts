import type { Temporal } from "temporal-polyfill";
import { REVIEW_KINDS, type ReviewKind } from "../../domain/assessment/review-queue.ts";
import { groupBy } from "../../domain/group-by.ts";
import { type Crossing, nameIn, servicesOf, timeZonesOf } from "../../domain/places/crossing.ts";
import type { Proposal } from "../../domain/record/proposal.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { ReportEntry } from "../../domain/text/report-entry.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { statusIcon, statusIconOfAll } from "../marks/status-icon.ts";
import { reportedText, showScope, sourceLink, timeTag } from "../standing-text.ts";
import { type HandoverView, handoverSection } from "./handover/handover.ts";
import { deskLayout, notice, type SignedIn } from "./layout.ts";
import { drafterText } from "./proposal-page.ts";

/** Contents of the review queue. */
export interface ReviewQueueView {
  at: Temporal.Instant;
  items: { kind: ReviewKind; crossing: Crossing; standings: Standing[] }[];
  /** Proposals, each with the time zones of its times. */
  proposals: { proposal: Proposal; zones: readonly string[] }[];
  /** True if there are more proposals than the page shows. */
  isMore: boolean;
  /** The last action, or null. */
  done: "dismissed" | "noted" | null;
  handover: HandoverView;
  /** The operator's last report that still counts, or null. */
  last: ReportEntry | null;
}

/** Renders the first page of the desk: the review queue, most urgent first. */
export function deskReviewQueuePage(frame: Frame, sitting: SignedIn, view: ReviewQueueView): string {
  const { messages } = frame;
  const words = messages.desk;
  const { at, items, proposals, isMore, done } = view;
  const zones = timeZonesOf(items.map(({ crossing }) => crossing));
  return deskLayout(frame, sitting, {
    title: words.work,
    main: html`<h1>${words.work}</h1>
${notice(done === null ? null : { dismissed: words.proposals.dismissed, noted: words.handover.left }[done])}<p class="asof">${messages.pages.asOf} ${timeTag(at, zones, messages)}</p>
<p class="go"><a class="button" href="${link(frame, "/desk/report")}">${words.record}</a></p>
${view.last !== null && lastReport(frame, view.last)}${handoverSection(frame, sitting, view.handover)}${keysHint(frame)}
${REVIEW_KINDS.map((kind) => {
  const some = items.filter((item) => item.kind === kind);
  return html`<section class="work" aria-labelledby="work-${kind}"><h2 id="work-${kind}">${words.kinds[kind].title} <span class="count">${some.length}</span></h2>
${some.length === 0 ? html`<p class="hint">${words.kinds[kind].none}</p>` : html`<p class="hint">${words.kinds[kind].hint}</p><ul class="items" data-keys>${some.map((item) => told(frame, item, at))}</ul>`}</section>
`;
})}
<section class="work" aria-labelledby="work-proposals"><h2 id="work-proposals">${words.proposals.title} <span class="count">${proposals.length}${isMore && "+"}</span></h2>
${proposals.length === 0 ? html`<p class="hint">${words.proposals.none}</p>` : html`<p class="hint">${words.proposals.hint}${isMore && ` ${words.proposals.more(proposals.length)}`}</p><ul class="items" data-keys>${proposals.map((each) => proposed(frame, each))}</ul>`}</section>`,
  });
}

function told(
  frame: Frame,
  { kind, crossing, standings }: ReviewQueueView["items"][number],
  at: Temporal.Instant,
): Html {
  const { messages } = frame;
  const { slug, name } = crossing;
  const services = standings.map(({ service }) => `${service.mode}-${service.direction}`).join(" ");
  const isClosed = standings.some(({ status }) => status === "closed");
  const action = (key: DeskKey, label: string, status: string | undefined): Html =>
    html`<a data-key="${KEYS[key]}" href="${link(frame, "/desk/report", { crossing: slug, status, services: status && services })}">${label}<span class="unseen">: ${nameIn({ name }, messages)}</span></a>`;
  return html`<li>${statusIcon(statusIconOfAll(standings))}<div><h3><a data-key="${KEYS.open}" href="${link(frame, `/${slug}`)}">${nameIn({ name }, messages)}</a></h3>
<p>${summaryOf(standings, crossing, at, messages, servicesOf(crossing))}.</p>
${kind === "conflict" && disagreeing(standings, crossing, frame)}<p class="choice">${action("record", messages.desk.record, undefined)} ${action("reopened", messages.desk.keys.reopened, "open")}${kind === "overdue" && html` ${action("stillShut", messages.desk.keys.stillShut, isClosed ? "closed" : "suspended")}`}</p></div></li>
`;
}

/** Keyboard shortcuts of the work list. They act on the entry that has the focus. */
const KEYS = {
  next: "j",
  previous: "k",
  open: "o",
  record: "r",
  reopened: "u",
  stillShut: "s",
  accept: "a",
  dismiss: "d",
} as const;

type DeskKey = keyof typeof KEYS;

/**
 * Renders the hint about the keyboard shortcuts of the work list. The script shows it, because the shortcuts need the
 * script.
 */
function keysHint({ messages }: Frame): Html {
  const words = messages.desk.keys;
  return html`<details class="keys" hidden data-next="${KEYS.next}" data-previous="${KEYS.previous}"><summary>${words.title}</summary><p class="hint">${words.hint}</p><dl>${Object.entries(KEYS).map(([what, key]) => html`<dt><kbd>${key}</kbd></dt><dd>${words.list[what as DeskKey]}</dd>`)}</dl>
<div class="check"><input type="checkbox" id="f-keys-off"><label for="f-keys-off">${words.off}</label></div></details>`;
}

/** Renders a link that copies the operator's last report into a new form. */
const lastReport = (frame: Frame, { report, title }: ReportEntry): Html => {
  const words = frame.messages.desk.handover;
  return html`<p>${words.last} <a href="${link(frame, `/desk/reports/${report.id}`)}">${title}</a> · <a href="${link(frame, "/desk/report", { like: report.id })}">${words.useAgain}<span class="unseen">: ${title}</span></a></p>
`;
};

/** Renders the sources that disagree. Services with the same conflict are listed together. */
function disagreeing(standings: readonly Standing[], crossing: Crossing, { messages }: Frame): Html {
  const words = messages.pages;
  const groups = groupBy(standings, ({ conflict }) => JSON.stringify(conflict));
  return html`${[...groups.values()].map((group) => {
    const conflict = group[0]?.conflict ?? null;
    const services = group.map(({ service }) => service);
    return (
      conflict !== null &&
      html`<p class="hint">${reportedText(conflict, messages)}, ${timeTag(conflict.at, crossing.timeZone, messages)} (${showScope(services, crossing, messages)}): ${conflict.source === null ? words.traffic : sourceLink(conflict.source)}</p>`
    );
  })}`;
}

function proposed(frame: Frame, { proposal, zones }: ReviewQueueView["proposals"][number]): Html {
  const { id, title, createdAt, expiresAt, supersedes, draft, draftedBy } = proposal;
  const { messages } = frame;
  const words = messages.desk.proposals;
  const settle = (key: DeskKey, part: string, label: string): Html =>
    html`<a data-key="${KEYS[key]}" href="${link(frame, `/desk/proposals/${id}`)}#${part}">${label}<span class="unseen">: ${title}</span></a>`;
  return html`<li><div><h3><a data-key="${KEYS.open}" href="${link(frame, `/desk/proposals/${id}`)}">${title}</a></h3>
<p class="hint">${draftedBy !== null ? html`<b>${messages.desk.second.waits}</b> ` : supersedes.length > 0 && html`<b>${words.amends}</b> `}${draft === null && html`<b>${words.unreadable}</b> `}${drafterText(proposal, messages)}, ${timeTag(createdAt, zones, messages)}${expiresAt !== null && html` · ${words.expires} ${timeTag(expiresAt, zones, messages)}`}</p>
<p class="choice">${settle("accept", "will", messages.desk.keys.see)} ${settle("dismiss", "dismiss", words.dismiss)}</p></div></li>
`;
}
