import type { Temporal } from "temporal-polyfill";
import { capitalize } from "../../domain/capitalize.ts";
import { clocksOf, nameIn } from "../../domain/places/crossing.ts";
import { shortAnswer } from "../../domain/text/mode-answers.ts";
import { STATUS_ICONS, type StatusIcon } from "../../domain/vocabulary.ts";
import { stateList } from "../board/description.ts";
import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import type { BoardCrossing } from "../map/map.ts";
import { statusIcon, statusIconOf, statusIconOfAll } from "../marks/status-icon.ts";
import { showScope, timeTag } from "../standing-text.ts";
import { type EmbedPage, outerLink } from "./document.ts";

/** The crossings of an embedded board, and its filters. */
export interface EmbeddedBoard {
  crossings: readonly BoardCrossing[];
  at: Temporal.Instant;
  params: Record<string, string | undefined>;
}

/** A crossing with its icon. */
type Marked = BoardCrossing & { mark: StatusIcon };

/** Maximum number of crossings listed. With more, the page would exceed 10 KB. */
const MOST = 10;

/** Icons of the crossings in trouble, in the order of the list. */
const TROUBLE: readonly StatusIcon[] = ["suspended", "closed", "limited"];

/** Renders the crossings in trouble, followed by the number of crossings of each status. */
export function boardEmbed(frame: Frame, { crossings, at, params }: EmbeddedBoard): EmbedPage {
  const { messages } = frame;
  const { pages, embed: words } = messages;
  const places = crossings.map(({ crossing }) => crossing);
  const marked = crossings.map((each) => ({ ...each, mark: statusIconOfAll(each.standings) }));
  const troubled = TROUBLE.flatMap((trouble) => marked.filter((each) => troubleOf(each) === trouble));
  const counts = STATUS_ICONS.map((mark) => ({ mark, count: marked.filter((each) => each.mark === mark).length }));
  const title = pages.boardHeading(stateList(places, messages));
  const zones = clocksOf(
    places.map(({ slug }) => slug),
    new Map(places.map((crossing) => [crossing.slug, crossing])),
  );
  return {
    title: `${title} – Garita`,
    isLive: true,
    main: html`<h1>${outerLink(frame, "/", params, title)}</h1>
${troubled.length === 0 ? html`<p>${words.noTrouble}</p>` : html`<ul class="modes">${troubled.slice(0, MOST).map((each) => entry(frame, each, at))}</ul>`}${troubled.length > MOST && html`<p>${outerLink(frame, "/", params, words.moreTrouble(troubled.length - MOST))}</p>`}
<ul class="tally">${counts.filter(({ count }) => count > 0).map(({ mark, count }) => html`<li>${statusIcon(mark)} <b>${count}</b> ${pages.shortMarks[mark]}</li>`)}</ul>
<p class="asof">${pages.asOf} ${timeTag(at, zones, messages)} · ${outerLink(frame, "/", {}, "Garita")}</p>`,
  };
}

/** Returns the icon of a crossing in trouble. A crossing is in trouble as a whole, or if one of its services is suspended. */
function troubleOf({ mark, standings }: Marked): StatusIcon | undefined {
  if (TROUBLE.includes(mark)) return mark;
  return standings.some((standing) => statusIconOf(standing) === "suspended") ? "suspended" : undefined;
}

/** Renders a crossing with the answer for its first service in trouble, and the scope of the trouble if it is not all. */
function entry(frame: Frame, each: Marked, at: Temporal.Instant): Html {
  const { messages } = frame;
  const { crossing, standings } = each;
  const trouble = troubleOf(each) ?? each.mark;
  const affected = standings.filter((one) => statusIconOf(one) === trouble);
  const [standing] = affected.length > 0 ? affected : standings;
  const text =
    standing === undefined ? "" : shortAnswer(standing, { at, zone: crossing.timeZone, messages, isNow: true });
  const services = affected.map(({ service }) => service);
  const scope = affected.length < standings.length && affected.length > 0 && showScope(services, crossing, messages);
  return html`<li>${statusIcon(trouble)}<p>${outerLink(frame, `/${crossing.slug}`, {}, nameIn(crossing, messages))} ${text}${scope !== false && html` <small>${capitalize(scope)}</small>`}</p></li>
`;
}
