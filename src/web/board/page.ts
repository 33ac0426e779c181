import type { Temporal } from "temporal-polyfill";
import type { Unreached } from "../../domain/feed/reachability.ts";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import { isInState, placeName, statesOf } from "../../domain/places/region.ts";
import type { Report } from "../../domain/record/report.ts";
import { showOnClocks } from "../../domain/time/show-moment.ts";
import { STATUS_ICONS, type StatusIcon } from "../../domain/vocabulary.ts";
import { datedNotice, partialNotice, unreachedNotice } from "../dated-notice.ts";
import { type Frame, link } from "../frame.ts";
import { type Html, html } from "../html.ts";
import { layout } from "../layout.ts";
import { type BoardCrossing, boardMap } from "../map/map.ts";
import { statusIcon, statusIconOfAll } from "../marks/status-icon.ts";
import { shortAnswers } from "../short-answers.ts";
import { showDay, timeTag } from "../standing-text.ts";
import type { PageView } from "../view.ts";
import { countedDescription, stateList } from "./description.ts";
import { type BoardFilter, boardForm } from "./form.ts";
import { announcedNews, changedNews, recordedNews } from "./news.ts";

/** Contents of the board. */
export interface BoardView {
  filter: BoardFilter;
  view: PageView;
  at: Temporal.Instant;
  /** All crossings, including those that do not pass the filters. */
  places: readonly Crossing[];
  /** Crossings that pass all filters, in order. The filter by status is not applied yet. */
  crossings: BoardCrossing[];
  /** Newest reports, for pages about the present only. */
  newest: Report[];
  /** True if the database was unreachable. The newest reports are missing in that case. */
  isPartial: boolean;
  /** Set while the feed is unreachable. Null while it is reachable, and for pages that are not about the present. */
  unreached: Unreached | null;
}

/** Renders the page of all crossings: a count per status, a map, a list, and recent and announced changes. */
export function boardPage(frame: Frame, board: BoardView): string {
  const words = frame.messages.pages;
  const { filter, view, crossings } = board;
  const listed = crossings.filter((each) => filter.status === undefined || countsUnder(each) === filter.status);
  return layout(frame, {
    title: view.isDated
      ? words.boardTitleThen(
          view.on === undefined
            ? showOnClocks(board.at, zonesOf(crossings), frame.messages)
            : showDay(view.on, frame.messages),
        )
      : words.boardTitle,
    description: countedDescription(board.places, crossings, frame.messages),
    isLive: !view.isDated,
    main: html`<h1>${words.boardHeading(stateList(board.places, frame.messages))}</h1>
${boardForm(frame, board)}
<div id="live" class="live">
${partialNotice(frame, board.isPartial)}${unreachedNotice(frame, board.unreached, board.at, zonesOf(crossings))}
${timeLine(frame, board)}
${tally(frame, board)}
<div class="board">
${boardMap(frame, listed, board.places, view.params)}
<section id="list" class="list" aria-labelledby="list-title" tabindex="-1">
<h2 id="list-title">${words.listed(listed.length, crossings.length)}</h2>
${listed.length === 0 ? html`<p>${words.nothingListed} <a href="${link(frame, "/", view.params)}">${words.showAll}</a></p>` : html`<p class="hint">${words.localTimes}</p>${list(frame, board, listed)}`}
</section>
<div class="news">
${changedNews(frame, crossings, view)}${announcedNews(frame, crossings, view)}${recordedNews(frame, board.newest, crossings)}
</div>
</div>
</div>`,
  });
}

/**
 * Returns the status icon under which a crossing is counted, listed and shown. Each crossing has one, so the counts add
 * up to the number of crossings.
 */
const countsUnder = ({ standings }: Pick<BoardCrossing, "standings">): StatusIcon => statusIconOfAll(standings);

/** Returns true if a crossing has the requested status, or if the page has no such filter. */
export const isAskedStatus = (standings: BoardCrossing["standings"], status: string | undefined): boolean =>
  status === undefined || countsUnder({ standings }) === status;

const zonesOf = (crossings: readonly BoardCrossing[]): string[] => [
  ...new Set(crossings.map(({ crossing }) => crossing.timeZone)),
];

/** Renders the time of the board: the day and hour in each crossing's own zone, or an instant in all zones. */
function timeLine(frame: Frame, { view, filter, at, crossings }: BoardView): Html | null {
  const words = frame.messages.pages;
  const zones = zonesOf(crossings);
  const time =
    view.on === undefined
      ? timeTag(at, zones, frame.messages)
      : words.ownClocks(showDay(view.on, frame.messages), view.time);
  if (!view.isDated) return html`<p class="asof">${words.asOf} ${time}</p>`;
  return datedNotice(frame, view, { time, zone: zones[0] ?? "UTC", at, back: link(frame, "/", filter) });
}

/** Renders the number of crossings per status. Each number links to a filter. */
function tally(frame: Frame, { crossings, filter, view }: BoardView): Html {
  const words = frame.messages.pages;
  // Only a question about a programme can have the answer `limited_to_others`.
  const marks = STATUS_ICONS.filter((mark) => mark !== "limited_to_others" || view.programme !== undefined);
  return html`<ul class="tally" aria-label="${words.tally}">${marks.map((mark) => {
    const count = crossings.filter((each) => countsUnder(each) === mark).length;
    const isOn = filter.status === mark;
    const href = link(frame, "/", { ...view.params, ...filter, status: isOn ? undefined : mark });
    return html`<li${count === 0 && html` class="none"`}><a href="${href}"${isOn && html` aria-current="true"`}>${statusIcon(mark)} <b>${count}</b> <span>${words.shortMarks[mark]}</span></a></li>
`;
  })}</ul>`;
}

/** Icons of the crossings that are listed first, because travellers must not miss them, in the order of the list. */
const RESTRICTED: readonly StatusIcon[] = ["suspended", "closed", "limited"];

/**
 * Renders the list of crossings. With a location, the nearest comes first. Otherwise the restricted crossings come first,
 * followed by the others by state.
 */
function list(frame: Frame, { filter, view }: BoardView, listed: readonly BoardCrossing[]): Html {
  const { messages } = frame;
  const words = messages.pages;
  const item = (each: BoardCrossing) => {
    const { crossing, standings, at, distanceKm } = each;
    return html`<li>${statusIcon(countsUnder(each))}<div><a href="${link(frame, `/${crossing.slug}`, view.params)}">${nameIn(crossing, messages)}</a> <span class="place">${crossing.sides.map(({ city }) => city).join(" – ")}${distanceKm !== null && ` · ${words.km(distanceKm)}`}</span>${shortAnswers({ crossing, standings, at, isNow: !view.isDated }, messages)}</div></li>
`;
  };
  if (filter.near !== undefined) return html`<ol class="crossings">${listed.map(item)}</ol>`;
  const marks = filter.status === undefined ? RESTRICTED : [];
  const restricted = marks.flatMap((mark) => listed.filter((each) => countsUnder(each) === mark));
  const rest = listed.filter((each) => !restricted.includes(each));
  const groups = [
    { heading: words.restrictedFirst, crossings: restricted },
    ...statesOf(rest.map(({ crossing }) => crossing)).map(({ code, name }) => ({
      heading: placeName(name, messages),
      crossings: rest.filter(({ crossing }) => isInState(crossing, code)),
    })),
  ].filter(({ crossings }) => crossings.length > 0);
  return html`${groups.map(({ heading, crossings }) => html`<h3>${heading}</h3><ul class="crossings">${crossings.map(item)}</ul>`)}`;
}
