import type { Temporal } from "temporal-polyfill";
import { capitalize } from "../../domain/capitalize.ts";
import { groupBy } from "../../domain/group-by.ts";
import { nameIn, timeZonesOf } from "../../domain/places/crossing.ts";
import { contextOf } from "../../domain/text/answer-parts.ts";
import { shortAnswer } from "../../domain/text/mode-answers.ts";
import { STATUS_ICONS, type StatusIcon } from "../../domain/vocabulary.ts";
import type { Messages } from "../../locales/messages.ts";
import { stateList } from "../board/description.ts";
import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import type { BoardCrossing } from "../map/map.ts";
import { statusIcon, statusIconOf, statusIconOfAll } from "../marks/status-icon.ts";
import { showScope, timeTag } from "../standing-text.ts";
import { type EmbedPage, outerLink } from "./document.ts";
import { isInDoubt, TROUBLE, troubleOf } from "./trouble.ts";

/** The crossings of an embedded board, and its filters. */
export interface EmbeddedBoard {
  crossings: readonly BoardCrossing[];
  at: Temporal.Instant;
  params: Record<string, string | undefined>;
}

/** A crossing with its icon. */
type Marked = BoardCrossing & { mark: StatusIcon };

/** A crossing with the gravest trouble of its services. */
type Troubled = BoardCrossing & { trouble: StatusIcon };

/** Maximum number of crossings listed. With more, the page would exceed 10 KB. */
const MOST = 10;

/**
 * Renders the crossings in trouble, followed by the number of crossings of each status. The time is at the top, because
 * a low frame cuts off the end.
 */
export function boardEmbed(frame: Frame, { crossings, at, params }: EmbeddedBoard): EmbedPage {
  const { messages } = frame;
  const { pages, embed: words } = messages;
  const places = crossings.map(({ crossing }) => crossing);
  const marked = crossings.map((each) => ({ ...each, mark: statusIconOfAll(each.standings) }));
  const troubles = groupBy(crossings, ({ standings }) => troubleOf(standings) ?? "");
  const troubled = TROUBLE.flatMap((trouble) => (troubles.get(trouble) ?? []).map((each) => ({ ...each, trouble })));
  const counts = STATUS_ICONS.map((mark) => ({ mark, count: marked.filter((each) => each.mark === mark).length }));
  const title = pages.boardHeading(stateList(places, messages));
  const zones = timeZonesOf(places);
  return {
    title: `${title} – Garita`,
    isLive: true,
    main: html`<h1>${outerLink(frame, "/", params, title)}</h1>
<p class="asof">${pages.asOf} ${timeTag(at, zones, messages)} · ${outerLink(frame, "/", {}, "Garita")}</p>
${troubled.length === 0 ? html`<p>${untroubledText(marked, messages)}</p>` : html`<ul class="modes">${troubled.slice(0, MOST).map((each) => entry(frame, each, at))}</ul>`}${troubled.length > MOST && html`<p>${outerLink(frame, "/", params, words.moreTrouble(troubled.length - MOST))}</p>`}
<ul class="tally">${counts.filter(({ count }) => count > 0).map(({ mark, count }) => html`<li>${statusIcon(mark)} <b>${count}</b> ${pages.shortMarks[mark]}</li>`)}</ul>`,
  };
}

/** Describes crossings without trouble. Crossings in doubt are never described as untroubled. */
function untroubledText(marked: readonly Marked[], { pages, embed }: Messages): string {
  if (marked.length === 0) return pages.nothingListed;
  const doubted = marked.filter(({ standings }) => isInDoubt(standings));
  return doubted.length === 0 ? embed.noTrouble : embed.noTroubleKnown(doubted.length);
}

/**
 * Renders a crossing with the answer for its services in trouble. If other services are not in trouble, the affected
 * ones are named. Different answers are listed one after another.
 */
function entry(frame: Frame, { crossing, standings, trouble }: Troubled, at: Temporal.Instant): Html {
  const { messages } = frame;
  const answers = groupBy(
    standings.filter((standing) => statusIconOf(standing) === trouble),
    (standing) => shortAnswer(standing, { ...contextOf(crossing, at, messages), isNow: true }),
  );
  const texts = [...answers].map(([text, affected]) => {
    const services = affected.map(({ service }) => service);
    const scope = services.length < standings.length && showScope(services, crossing, messages);
    return html` ${text}${scope !== false && html` <small>${capitalize(scope)}</small>`}`;
  });
  return html`<li>${statusIcon(trouble)}<p>${outerLink(frame, `/${crossing.slug}`, {}, nameIn(crossing, messages))}${texts}</p></li>
`;
}
