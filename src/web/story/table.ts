import type { ServiceRestriction } from "../../domain/availability/restricted-crossing.ts";
import { capitalize } from "../../domain/capitalize.ts";
import { nameIn } from "../../domain/places/crossing.ts";
import { reasonName } from "../../domain/text/answer-lead.ts";
import { openText } from "../../domain/text/limit-text.ts";
import type { StoryColumn } from "../../locales/messages/pages/story.ts";
import type { Messages } from "../../locales/messages.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html, joinHtml, type Part } from "../html.ts";
import { statusIcon } from "../marks/status-icon.ts";
import { onsetPrefix, sourceLink, timeTag } from "../standing-text.ts";
import { STORY_SORTS, type StoryRow, type StorySort } from "./rows.ts";

const COLUMNS: readonly StoryColumn[] = [
  ...(["crossing", "traffic", "status", "from", "to", "days", "hours", "reason", "source"] as const),
];

/** The order of the table, and the address of the table in another order. */
export interface StoryOrder {
  key: StorySort;
  isReversed: boolean;
  hrefOf: (sort: string) => string;
}

/** Number of restrictions that are shown before the rest is unfolded. On a phone, each takes about 300 pixels. */
const ROWS_SHOWN = 4;

/** Renders the restrictions as a table whose headings are links that sort it. All but the first few are folded. */
export function storyTable(frame: Frame, rows: readonly StoryRow[], order: StoryOrder): Html {
  const { story } = frame.messages;
  // Narrow screens show the table as blocks without headings, so the links are also listed above the table.
  const sorts = COLUMNS.filter(isSort).map((column) => sortLink(column, order, frame.messages));
  const tableOf = (some: readonly StoryRow[], headings: readonly Html[]) =>
    html`<div class="wide"><table class="rows restrictions"><thead><tr>${headings}</tr></thead>
<tbody>${some.map((row) => rowOf(frame, row, story.columns))}</tbody></table></div>`;
  const links = COLUMNS.map((column) => heading(column, order, frame.messages));
  const names = COLUMNS.map((column) => html`<th scope="col">${story.columns[column]}</th>`);
  const [first, rest] = [rows.slice(0, ROWS_SHOWN), rows.slice(ROWS_SHOWN)];
  return html`<p class="sorts">${story.sorted}: ${joinHtml(sorts, " · ")}</p>${tableOf(first, links)}${rest.length > 0 && html`<details><summary>${story.moreRestrictions(rest.length)}</summary>${tableOf(rest, names)}</details>`}`;
}

const isSort = (column: StoryColumn): column is StoryColumn & StorySort =>
  (STORY_SORTS as readonly string[]).includes(column);

function heading(column: StoryColumn, order: StoryOrder, messages: Messages): Html {
  if (!isSort(column)) return html`<th scope="col">${messages.story.columns[column]}</th>`;
  const direction = order.isReversed ? "descending" : "ascending";
  return html`<th scope="col"${order.key === column && html` aria-sort="${direction}"`}>${sortLink(column, order, messages)}</th>`;
}

/**
 * Renders a link that sorts the table by a column, or reverses its order. The first click sorts days in descending
 * order, and every other column in ascending order.
 */
function sortLink(column: StorySort, { key, isReversed, hrefOf }: StoryOrder, { story }: Messages): Html {
  const isOn = key === column;
  const willReverse = isOn ? !isReversed : column === "days";
  return html`<a href="${hrefOf(`${willReverse ? "-" : ""}${column}`)}"${isOn && html` aria-current="true"`}>${story.columns[column]}</a>`;
}

function rowOf(frame: Frame, row: StoryRow, names: Record<StoryColumn, string>): Html {
  const { messages } = frame;
  const { crossing, scope, times } = row;
  const [time] = times;
  const zone = crossing.timeZone;
  const { from, to, startsAt, begunBy } = time.interval;
  const { story, pages } = messages;
  const cells: Record<Exclude<StoryColumn, "crossing">, Part> = {
    traffic: scope,
    status: html`${statusIcon(time.kind)} ${statusOf(time, messages)}`,
    from: html`${onsetPrefix(begunBy.onset, pages)}${timeTag(from ?? begunBy.effectiveAt ?? startsAt, zone, messages)}`,
    to: to === null ? story.noEnd : timeTag(to, zone, messages),
    days: html`<b>${time.days.length}</b>${time.daysInDoubt.length > 0 && ` ${story.inDoubt(time.daysInDoubt.length)}`}`,
    hours: hoursText(times, messages),
    reason:
      time.reasons.length === 0
        ? story.noReason
        : time.reasons.map((reason) => reasonName(reason, [crossing], messages)).join(", "),
    source: sourcesOf(time),
  };
  const name = html`<a href="${link(frame, `/${crossing.slug}`)}">${nameIn(crossing, messages)}</a>`;
  return html`<tr><th scope="row">${name}</th>${COLUMNS.flatMap((column) => (column === "crossing" ? [] : [html`<td data-label="${names[column]}">${cells[column]}</td>`]))}</tr>
`;
}

const statusOf = ({ kind, interval: { programmes } }: ServiceRestriction, messages: Messages): string =>
  kind === "limited" ? capitalize(openText({ limited: true, programmes }, messages)) : messages.pages.statuses[kind];

/** Formats the hours of a row. The part within opening hours is that of the service with the most. */
function hoursText(times: StoryRow["times"], { story }: Messages): string {
  const whole = (time: number) => String(Math.round(time / 360_000) / 10);
  const within = Math.max(...times.map(({ withinHours }) => withinHours));
  return story.hours(whole(Math.max(...times.map(({ time }) => time))), within === 0 ? null : whole(within));
}

/** Renders each source once, in the order in which the reports were recorded. */
function sourcesOf({ reports }: ServiceRestriction): Html {
  const links = new Map(reports.map(({ source }) => [`${source.publisher} ${source.title}`, sourceLink(source)]));
  return html`${joinHtml([...links.values()], "; ")}`;
}
