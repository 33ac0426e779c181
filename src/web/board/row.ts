import { uncapitalize } from "../../domain/capitalize.ts";
import { nameIn } from "../../domain/places/crossing.ts";
import { leadingStandings } from "../../domain/status/crossing-status.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { answerParts, contextOf } from "../../domain/text/answer-parts.ts";
import type { Mode, StatusIcon } from "../../domain/vocabulary.ts";
import { type Frame, link } from "../frame.ts";
import { booleanAttribute, type Html, html, rawHtml } from "../html.ts";
import type { BoardCrossing } from "../map/map.ts";
import { modeIcon } from "../marks/mode-icon.ts";
import { statusIcon, statusIconOf, statusIconOfAll } from "../marks/status-icon.ts";
import { shortAnswers } from "../short-answers.ts";
import { askedTimeOf, type PageView } from "../view.ts";

/**
 * Renders the row of a crossing: its name and cities, an icon per mode with the wait or the next opening, and the short
 * lines, which unfold. `isUnfolded` shows the lines at once.
 */
export function boardRow(frame: Frame, listed: BoardCrossing, view: PageView, isUnfolded: boolean): Html {
  const write = () => writeRow(frame, listed, view, isUnfolded);
  if (view.isDated || listed.distanceKm !== null) return write();
  const key = [
    "row",
    frame.messages.language,
    frame.isChosen,
    frame.isCopy,
    isUnfolded,
    JSON.stringify(view.params),
  ].join("/");
  return rawHtml(listed.texts.get(key, () => write().markup));
}

function writeRow(frame: Frame, listed: BoardCrossing, view: PageView, isUnfolded: boolean): Html {
  const { messages } = frame;
  const { crossing, standings, at, distanceKm } = listed;
  const { slug } = crossing;
  const name = nameIn(crossing, messages);
  const cities = [...new Set(crossing.sides.map(({ city }) => city))].join(" – ");
  return html`<li data-slug="${slug}" data-mark="${statusIconOfAll(standings)}"><p><a href="${link(frame, `/${slug}`, view.params)}">${name}</a></p>
<div class="state"><ul class="chips">${chips(frame, listed)}</ul><span class="place">${distanceKm !== null && `${messages.board.distance(distanceKm)} · `}${cities}</span></div>
<details id="more-${slug}"${booleanAttribute("open", isUnfolded)}><summary aria-label="${messages.board.inWords(name)}"></summary>${shortAnswers({ crossing, standings, at, asked: askedTimeOf(view) }, messages)}</details></li>
`;
}

/**
 * The part of the row about one mode, or about several with the same answer: the status, and the wait, the next opening
 * or an announced change.
 */
interface Chip {
  modes: Mode[];
  mark: StatusIcon;
  detail: string | null;
}

/**
 * Renders the answer per mode. Neighbouring modes with the same answer are shown together. The answer is about the
 * northbound service, or about the only service of the mode.
 */
function chips(frame: Frame, listed: BoardCrossing): Html[] {
  const { messages, isCopy } = frame;
  const shared: Chip[] = [];
  for (const standing of leadingStandings(listed.standings)) {
    const mark = statusIconOf(standing);
    const detail = chipDetail(standing, listed, frame);
    const last = shared.at(-1);
    if (last?.mark === mark && last.detail === detail) last.modes.push(standing.service.mode);
    else shared.push({ modes: [standing.service.mode], mark, detail });
  }
  const { modes: names, shortMarks } = messages.pages;
  const markNames = isCopy ? messages.copy.marks : shortMarks;
  return shared.map(({ modes, mark, detail }) => {
    const named = modes.map((mode, i) => (i === 0 ? names[mode] : uncapitalize(names[mode]))).join(", ");
    const text = `${named}: ${uncapitalize(markNames[mark])}`;
    return html`<li title="${text}">${modes.map(modeIcon)}${statusIcon(mark)}<span class="unseen">${text}${detail !== null && ","}</span>${detail !== null && html` <b>${detail}</b>`}</li>`;
  });
}

/**
 * Returns the wait of an open service and a change announced for the next hours. If no change is announced, it returns
 * the next opening of a service outside its hours, or the doubt whether it opens then.
 */
function chipDetail(standing: Standing, { crossing, at }: BoardCrossing, { messages, isCopy }: Frame): string | null {
  const { wait, opening, soon } = answerParts(standing, {
    ...contextOf(crossing, at, messages),
    isNow: false,
    isPast: isCopy,
  });
  const minutes = wait === null ? "" : messages.pages.minutes(wait.minutes);
  const details = [
    wait === null
      ? null
      : wait.lane === null
        ? minutes
        : messages.crossing.laneWait(messages.pages.lanes[wait.lane], minutes),
    soon ?? opening,
  ].filter((detail) => detail !== null);
  return details.length === 0 ? null : details.join(" · ");
}
