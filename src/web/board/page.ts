import type { Temporal } from "temporal-polyfill";
import type { Unreached } from "../../domain/feed/reachability.ts";
import { type Crossing, timeZonesOf } from "../../domain/places/crossing.ts";
import type { MetroArea } from "../../domain/places/metro-area.ts";
import { placeName } from "../../domain/places/region.ts";
import type { Report } from "../../domain/record/report.ts";
import { showOnClocks } from "../../domain/time/show-moment.ts";
import { STATUS_ICONS, type StatusIcon } from "../../domain/vocabulary.ts";
import { datedNotice, partialNotice, unreachedNotice } from "../dated-notice.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { areaMap, type BoardCrossing, boardMap } from "../map/map.ts";
import { statusIcon, statusIconOfAll } from "../marks/status-icon.ts";
import { type EmbedSubject, embedSnippet } from "../share/embed-snippet.ts";
import { showDay, timeTag } from "../standing-text.ts";
import { siteNode } from "../structured-data/site-node.ts";
import { tellMeTitle } from "../tell-me/form.ts";
import { askedTimeOf, type PageView } from "../view.ts";
import { boardDescription, countedDescription, stateList } from "./description.ts";
import { type BoardFilter, boardForm } from "./form.ts";
import { boardList } from "./list.ts";
import { announcedNews, changedNews, recordedNews } from "./news.ts";

/** Contents of the board, or of the page of an area. */
export interface BoardView {
  /** The area of the page. Null for the board of all crossings. */
  area: MetroArea | null;
  filter: BoardFilter;
  view: PageView;
  at: Temporal.Instant;
  /** All crossings, including those that do not pass the filters. */
  places: readonly Crossing[];
  /** Crossings that pass all filters except the one by status, in order. */
  crossings: BoardCrossing[];
  /** Newest reports, for pages about the present only. */
  newest: Report[];
  /** True if the database was unreachable. The newest reports are missing in that case. */
  isPartial: boolean;
  /** Set while the feed is unreachable. Null while it is reachable, and for pages that are not about the present. */
  unreached: Unreached | null;
}

/**
 * Renders the page of all crossings, or of the crossings of one area: a count per status, a list, a map, and recent and
 * announced changes.
 */
export async function boardPage(frame: Frame, board: BoardView): Promise<string> {
  const { messages } = frame;
  const words = messages.pages;
  const { area, filter, view, crossings } = board;
  const name = area && placeName(area.name, messages);
  const listed = crossings.filter(({ standings }) => isAskedStatus(standings, filter.status));
  const isByDistance = filter.near !== undefined;
  const options = { view, isByDistance, isByStatus: filter.status !== undefined, isOfArea: area !== null };
  const shown = { listed, places: board.places, query: view.params, isPast: view.tense === "past" };
  const list =
    listed.length === 0
      ? html`<p>${words.nothingListed} <a href="${link(frame, pathOf(area), view.params)}">${words.showAll}</a></p>`
      : await boardList(frame, listed, options);
  const changed = await changedNews(frame, crossings, view);
  const announced = await announcedNews(frame, crossings, view);
  return layout(frame, {
    title: titleOf(frame, board, name),
    description:
      name === null || askedTimeOf(view) !== "now"
        ? countedDescription(board.places, crossings, messages)
        : messages.board.areaDescription(name),
    isLive: !view.isDated,
    zones: zonesOf(crossings),
    canonical: pathOf(area),
    data: area === null ? siteNode(frame, boardDescription(board.places, messages)) : null,
    main: html`<h1>${name === null ? words.boardHeading(stateList(board.places, messages)) : messages.board.areaHeading(name)}</h1>
${!frame.isCopy && boardForm(frame, board)}
<div id="live" class="live">
${partialNotice(frame, board.isPartial)}${unreachedNotice(frame, board.unreached, board.at, zonesOf(crossings))}
${tally(frame, board)}
${timeLine(frame, board)}
<div class="board">
<a class="skip" href="#border-map">${words.toMap}</a>
<section id="list" class="list" aria-labelledby="list-title" tabindex="-1" data-words="${JSON.stringify(messages.board.script)}">
<h2 id="list-title">${words.listed(listed.length, crossings.length)}</h2>
${isByDistance && html`<p class="sorted"><b>${messages.board.nearestFirst}</b> · <a href="${link(frame, pathOf(area), { ...view.params, ...filter, near: undefined })}">${messages.board.byArea}</a></p>`}
${list}
<p class="hint">${words.localTimes}</p>
${area !== null && html`<p><a href="${link(frame, "/", view.params)}">${messages.board.wholeBorder}</a></p>`}
</section>
${area === null ? boardMap(frame, shown) : areaMap(frame, area, shown)}
<div class="news">
${changed}${announced}${recordedNews(frame, board.newest, crossings)}
</div>
</div>
${!frame.isCopy && tellMeLink(frame, area)}
${!view.isDated && !frame.isCopy && embedSnippet(frame, embedSubject(frame, board))}
</div>`,
  });
}

/** Returns the embedded page of the same crossings, with those filters of the page that it also has. */
function embedSubject({ messages }: Frame, { area, filter, places }: BoardView): EmbedSubject {
  const { state, county, mode, direction, programme, q } = filter;
  if (area === null) {
    const name = messages.pages.boardHeading(stateList(places, messages));
    const params = { state, county, mode, direction, programme, q };
    return { kind: "board", slug: "board", name, crossings: places.length, params };
  }
  const crossings = places.filter((place) => place.area?.slug === area.slug).length;
  const name = placeName(area.name, messages);
  return { kind: "area", slug: area.slug, name, crossings, params: { mode, direction, programme } };
}

/** Renders the link to the form for messages by e-mail about these crossings. */
const tellMeLink = (frame: Frame, area: MetroArea | null): Html =>
  html`<p id="tell-me"><a href="${link(frame, "/tell-me", { area: area?.slug })}">${tellMeTitle(frame)}</a></p>`;

/** Path of the board, or of the page of an area. */
const pathOf = (area: MetroArea | null): string => (area === null ? "/" : `/${area.slug}`);

function titleOf({ messages }: Frame, { view, at, crossings }: BoardView, area: string | null): string {
  const words = messages.pages;
  if (askedTimeOf(view) === "now") return area === null ? words.boardTitle : messages.board.areaTitle(area);
  const day = view.on === undefined ? showOnClocks(at, zonesOf(crossings), messages) : showDay(view.on, messages);
  return area === null ? words.boardTitleThen(day) : `${area}: ${words.boardTitleThen(day)}`;
}

/**
 * Returns the status icon under which a crossing is counted, listed and shown. Each crossing has one, so the counts add
 * up to the number of crossings.
 */
const countsUnder = ({ standings }: Pick<BoardCrossing, "standings">): StatusIcon => statusIconOfAll(standings);

/** Returns true if a crossing has the requested status, or if the page has no such filter. */
export const isAskedStatus = (standings: BoardCrossing["standings"], status: string | undefined): boolean =>
  status === undefined || countsUnder({ standings }) === status;

const zonesOf = (crossings: readonly BoardCrossing[]): string[] =>
  timeZonesOf(crossings.map(({ crossing }) => crossing));

/** Renders the time of the board: the day and hour in each crossing's own zone, or an instant in all zones. */
function timeLine(frame: Frame, { area, view, filter, at, crossings }: BoardView): Html | null {
  const words = frame.messages.pages;
  const zones = zonesOf(crossings);
  const time =
    view.on === undefined
      ? timeTag(at, zones, frame.messages)
      : words.ownClocks(showDay(view.on, frame.messages), view.time);
  if (!view.isDated) return html`<p class="asof">${words.asOf} ${time}</p>`;
  return datedNotice(frame, view, { time, zone: zones[0] ?? "UTC", at, back: link(frame, pathOf(area), filter) });
}

/** Renders the number of crossings per status. Each number links to a filter. */
function tally(frame: Frame, { area, crossings, filter, view }: BoardView): Html {
  const words = frame.messages.pages;
  // Only a question about a programme can have the answer `limited_to_others`.
  const marks = STATUS_ICONS.filter((mark) => mark !== "limited_to_others" || view.programme !== undefined);
  const icons = crossings.map(countsUnder);
  const names = frame.isCopy ? frame.messages.copy.marks : words.shortMarks;
  return html`<ul class="tally" aria-label="${words.tally}">${marks.map((mark) => {
    const count = icons.filter((each) => each === mark).length;
    const isOn = filter.status === mark;
    const href = link(frame, pathOf(area), { ...view.params, ...filter, status: isOn ? undefined : mark });
    return html`<li${count === 0 && html` class="none"`}><a href="${href}"${isOn && html` aria-current="true"`}>${statusIcon(mark)} <b>${count}</b> <span>${names[mark]}</span></a></li>
`;
  })}</ul>`;
}
