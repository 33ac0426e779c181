import type { Temporal } from "temporal-polyfill";
import { groupBy } from "../../domain/group-by.ts";
import { type Crossing, nameIn, servicesOf } from "../../domain/places/crossing.ts";
import type { Proposal } from "../../domain/record/proposal.ts";
import { REVIEW_KINDS, type ReviewKind } from "../../domain/status/review-queue.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { summaryOf } from "../../domain/text/summary.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { statusIcon, statusIconOfAll } from "../marks/status-icon.ts";
import { reportedText, showScope, sourceLink, timeTag } from "../standing-text.ts";
import { deskLayout, notice, type SignedIn } from "./layout.ts";

/** Contents of the review queue. */
export interface ReviewQueueView {
  at: Temporal.Instant;
  items: { kind: ReviewKind; crossing: Crossing; standings: Standing[] }[];
  /** Proposals, each with the time zones of its times. */
  proposals: { proposal: Proposal; zones: readonly string[] }[];
  /** True if there are more proposals than the page shows. */
  isMore: boolean;
  isDismissed: boolean;
}

/** Renders the first page of the desk: the review queue, most urgent first. */
export function deskReviewQueuePage(frame: Frame, sitting: SignedIn, view: ReviewQueueView): string {
  const { messages } = frame;
  const words = messages.desk;
  const { at, items, proposals, isMore, isDismissed } = view;
  const zones = [...new Set(items.map(({ crossing }) => crossing.timeZone))];
  return deskLayout(frame, sitting, {
    title: words.work,
    main: html`<h1>${words.work}</h1>
${notice(isDismissed ? words.proposals.dismissed : null)}<p class="asof">${messages.pages.asOf} ${timeTag(at, zones, messages)}</p>
<p class="go"><a class="button" href="${link(frame, "/desk/report")}">${words.record}</a></p>
${REVIEW_KINDS.map((kind) => {
  const some = items.filter((item) => item.kind === kind);
  return html`<section class="work" aria-labelledby="work-${kind}"><h2 id="work-${kind}">${words.kinds[kind].title} <span class="count">${some.length}</span></h2>
${some.length === 0 ? html`<p class="hint">${words.kinds[kind].none}</p>` : html`<p class="hint">${words.kinds[kind].hint}</p><ul class="items">${some.map((item) => told(frame, item, at))}</ul>`}</section>
`;
})}
<section class="work" aria-labelledby="work-proposals"><h2 id="work-proposals">${words.proposals.title} <span class="count">${proposals.length}${isMore && "+"}</span></h2>
${proposals.length === 0 ? html`<p class="hint">${words.proposals.none}</p>` : html`<p class="hint">${words.proposals.hint}${isMore && ` ${words.proposals.more(proposals.length)}`}</p><ul class="items">${proposals.map((each) => proposed(frame, each))}</ul>`}</section>`,
  });
}

function told(
  frame: Frame,
  { kind, crossing, standings }: ReviewQueueView["items"][number],
  at: Temporal.Instant,
): Html {
  const { messages } = frame;
  const { slug, name } = crossing;
  return html`<li>${statusIcon(statusIconOfAll(standings))}<div><h3><a href="${link(frame, `/${slug}`)}">${nameIn({ name }, messages)}</a></h3>
<p>${summaryOf(standings, crossing, at, messages, servicesOf(crossing))}.</p>
${kind === "conflict" && disagreeing(standings, crossing, frame)}<p><a href="${link(frame, "/desk/report", { crossing: slug })}">${messages.desk.record}<span class="unseen">: ${nameIn({ name }, messages)}</span></a></p></div></li>
`;
}

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
  const { id, title, job, createdAt, expiresAt, supersedes, draft } = proposal;
  const { messages } = frame;
  const words = messages.desk.proposals;
  return html`<li><div><h3><a href="${link(frame, `/desk/proposals/${id}`)}">${title}</a></h3>
<p class="hint">${supersedes.length > 0 && html`<b>${words.amends}</b> `}${draft === null && html`<b>${words.unreadable}</b> `}${words.by(job)}, ${timeTag(createdAt, zones, messages)} · ${words.expires} ${timeTag(expiresAt, zones, messages)}</p></div></li>
`;
}
