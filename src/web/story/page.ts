import type { Temporal } from "temporal-polyfill";
import type { RecordStart } from "../../domain/availability/record-start.ts";
import { monthlyDayCountsOf } from "../../domain/availability/restricted-crossing.ts";
import { nameIn } from "../../domain/places/crossing.ts";
import { PUBLICATION_ZONE } from "../../domain/record/timeline.ts";
import { endOf } from "../../domain/time/moment.ts";
import { showMoment, showOnClocks } from "../../domain/time/show-moment.ts";
import { type Frame, link } from "../frame.ts";
import { address, type Html, html, joinHtml, type Part } from "../html.ts";
import { layout } from "../layout.ts";
import { timeTag } from "../standing-text.ts";
import { table } from "../table.ts";
import { chartBody, chartHeight, chartKey, PAGE_PAINT } from "./chart.ts";
import { periodForm } from "./form.ts";
import { type StorySort, sortRows, storyRows } from "./rows.ts";
import { addressOfSpan, besideSpan, daysOfSpan, inSpan, isLinked, nameOfSpan, type StorySpan } from "./span.ts";
import { isUnrecorded, type StoryCrossing } from "./story-facts.ts";
import { storyTable } from "./table.ts";

/** Contents of the page about a period. */
export interface StoryView {
  span: StorySpan;
  crossings: readonly StoryCrossing[];
  /** Summary of the period. The first sentence stands out. */
  sentences: readonly string[];
  sort: { key: StorySort; isReversed: boolean };
  knownAt: Temporal.Instant | undefined;
  publishedBefore: Temporal.Instant | undefined;
  /** Parameters that decide which reports count, as given in the address. */
  known: Record<string, string | undefined>;
  /** End of the figures. Null if the whole period is covered. */
  clippedAt: Temporal.Instant | null;
  /** Start of the record. Null if it is empty. */
  begins: RecordStart | null;
  /** Time zones of all crossings. */
  zones: readonly string[];
  /** Instant to which the permanent link is pinned. */
  pinnedTo: Temporal.Instant;
  /** Section with the map of one day. */
  map: Html | null;
}

/** Renders the page about the restrictions of a period: sentences, a chart, a table, and downloads. */
export function storyPage(frame: Frame, view: StoryView): string {
  const { messages } = frame;
  const { story } = messages;
  const { span, sentences } = view;
  const [lead = "", ...more] = sentences;
  const title = story.title(nameOfSpan(span, messages));
  return layout(frame, {
    title: `${title} – Garita`,
    description: lead,
    beside: { style: frame.assets.storyStyle, script: frame.assets.storyScript },
    main: html`<div class="story"><h1>${title}</h1>
<p class="lead">${lead}</p>
${more.length > 0 && html`<ul class="facts">${more.map((sentence) => html`<li>${sentence}</li>`)}</ul>`}
${isUnrecorded(view.crossings, view) ? null : figures(frame, view)}
<section aria-labelledby="period"><h2 id="period">${story.otherPeriod}</h2>${periodForm(frame, { days: daysOfSpan(span), known: view.known, begins: view.begins })}<p><a href="${link(frame, "/history")}">${story.indexTitle}</a></p></section>
</div>`,
  });
}

/** Renders all that the record says about the period. */
const figures = (frame: Frame, view: StoryView): Html => {
  const { story } = frame.messages;
  return html`${notices(frame, view)}<nav class="spans" aria-label="${story.otherPeriod}">${stepLinks(frame, view)}</nav>
${view.crossings.length > 0 && html`${chart(frame, view)}${list(frame, view)}${byMonth(frame, view)}`}${!frame.isCopy && view.map}
<details id="note"><summary>${story.note}</summary><p>${story.noteText}</p></details>
${downloads(frame, view)}`;
};

/** Returns the address of a period with the parameters that decide which reports count, and with other parameters. */
const hrefOf = (
  frame: Frame,
  { known }: Pick<StoryView, "known">,
  span: StorySpan,
  more: Record<string, string> = {},
) => {
  const { path, query } = addressOfSpan(span, frame.messages);
  return link(frame, path, { ...query, ...known, ...more });
};

/**
 * Renders a notice if only some reports count or if the period is not over. Otherwise renders a link to the figures
 * from the reports published by the end of the period.
 */
function notices(frame: Frame, view: StoryView): Html {
  const { messages } = frame;
  const { pages, story } = messages;
  const { knownAt, publishedBefore, clippedAt, zones } = view;
  const zone = zones[0] ?? "UTC";
  const limits = [
    ...(publishedBefore === undefined ? [] : [pages.asPublished(showMoment(publishedBefore, zone, messages))]),
    ...(knownAt === undefined ? [] : [pages.asKnown(showMoment(knownAt, zone, messages))]),
  ];
  const published = String(endOf(daysOfSpan(view.span).to, PUBLICATION_ZONE));
  const [every, then] = [{}, { publishedBefore: published }].map((known) => hrefOf(frame, { known }, view.span));
  if (limits.length > 0)
    return html`<p class="then"><strong>${limits.join(" ")}</strong> <a href="${every}">${story.allKnown}</a></p>
`;
  if (clippedAt === null)
    return html`<p class="hint"><a href="${then}">${story.knownThen}</a></p>
`;
  return html`<p class="then">${story.endsAt(showOnClocks(clippedAt, zones, messages))}</p>
`;
}

/** Renders links to the periods before and after, if they have data. */
function stepLinks(frame: Frame, { span, zones, begins }: StoryView): Part[] {
  const beside = ([-1, 1] as const).flatMap((step) => {
    const other = besideSpan(span, step);
    if (!isLinked(other, { begins, now: frame.now, zones })) return [];
    const name = nameOfSpan(other, frame.messages);
    const [before, rel, after] = step < 0 ? ["← ", "prev", ""] : ["", "next", " →"];
    return [html`<a href="${hrefOf(frame, { known: {} }, other)}" rel="${rel}">${before}${name}${after}</a>`];
  });
  return joinHtml(beside, " · ");
}

/** Number of crossings in the chart before the rest is unfolded. Each takes 46 pixels. */
const BARS_SHOWN = 12;

/** Renders the chart. All but the crossings with the most days are folded. */
function chart(frame: Frame, { crossings, span, known }: StoryView): Html {
  const { messages } = frame;
  const { story } = messages;
  const { path, query } = addressOfSpan(span, messages);
  const text = story.chartText(inSpan(span, messages));
  const drawing = (some: readonly StoryCrossing[], label: string, isFirst: boolean) =>
    html`<svg width="100%" height="${chartHeight(some.length)}" role="img" aria-label="${label}">
${chartBody(some, span, PAGE_PAINT, messages, isFirst)}</svg>`;
  const [first, rest] = [crossings.slice(0, BARS_SHOWN), crossings.slice(BARS_SHOWN)];
  const more = story.moreCrossings(rest.length);
  return html`<section aria-labelledby="chart"><h2 id="chart">${story.chart}</h2>
<figure class="chart">${chartKey(crossings, messages)}${drawing(first, text, true)}
${rest.length > 0 && html`<details><summary>${more}</summary>${drawing(rest, `${more}. ${text}`, false)}</details>`}<figcaption><a href="${link(frame, `${path}/chart.svg`, { ...query, ...known })}" download>${story.svg}</a></figcaption></figure></section>
`;
}

function list(frame: Frame, view: StoryView): Html {
  const { messages } = frame;
  const { story } = messages;
  const rows = sortRows(storyRows(view.crossings, messages), view.sort, messages);
  const order = { ...view.sort, hrefOf: (sort: string) => `${hrefOf(frame, view, view.span, { sort })}#table` };
  return html`<section aria-labelledby="table"><h2 id="table">${story.table}</h2><p class="hint">${story.sortHint}</p>
${storyTable(frame, rows, order)}</section>
`;
}

/** Renders the days of each crossing by month, folded, if the period has several months. */
function byMonth(frame: Frame, { crossings, span }: StoryView): Html | null {
  const { messages } = frame;
  const { from, to } = daysOfSpan(span);
  const first = from.toPlainYearMonth();
  const count = first.until(to.toPlainYearMonth(), { largestUnit: "months" }).months + 1;
  if (count < 2) return null;
  const months = Array.from({ length: count }, (_, i) => first.add({ months: i }));
  const rows = crossings
    .filter(({ counts }) => counts.days > 0)
    .map((each): Part[] => {
      const byName = new Map(monthlyDayCountsOf(each).map(({ month, days }) => [String(month), days]));
      return [nameIn(each.crossing, messages), ...months.map((month) => byName.get(String(month)) ?? 0)];
    });
  const names = months.map((month) => showMoment(month, "UTC", messages));
  return html`<details class="months"><summary>${messages.story.byMonth}</summary><section class="wide" aria-label="${messages.story.byMonth}" tabindex="0">${table([messages.story.columns.crossing, ...names], rows)}</section></details>
`;
}

/** Renders the downloads and the permanent link, both pinned to the reports on record now. */
function downloads(frame: Frame, { span, known, pinnedTo, zones }: StoryView): Html {
  const { messages, publicUrl } = frame;
  const { story } = messages;
  const { from, to } = daysOfSpan(span);
  const pinned = { ...known, knownAt: known.knownAt ?? String(pinnedTo) };
  const data = (format: string) =>
    address("/v1/restrictions", { from: `${from}`, to: `${to}`, ...pinned, lang: messages.language, format });
  const { path, query } = addressOfSpan(span, messages);
  const permanent = `${publicUrl ?? ""}${link(frame, path, { ...query, ...pinned })}`;
  return html`<section aria-labelledby="downloads"><h2 id="downloads">${story.downloads}</h2>
<ul class="links"><li><a href="${data("csv")}" download>${story.csv}</a></li><li><a href="${data("json")}">${story.json}</a></li></ul>
<p><a href="${permanent}">${story.cite}</a> (${timeTag(pinnedTo, zones[0] ?? "UTC", messages)})<br><small>${story.citeHint}</small></p></section>
`;
}
