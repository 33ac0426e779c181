import type { Temporal } from "temporal-polyfill";
import { nameIn, timeZonesOf } from "../../domain/places/crossing.ts";
import type { MetroArea } from "../../domain/places/metro-area.ts";
import { placeName } from "../../domain/places/region.ts";
import type { Frame } from "../frame.ts";
import { type Html, html } from "../html.ts";
import type { BoardCrossing } from "../map/map.ts";
import { statusIcon, statusIconOfAll } from "../marks/status-icon.ts";
import { shortAnswers } from "../short-answers.ts";
import { timeTag } from "../standing-text.ts";
import { TROUBLE, troubleOf } from "./board.ts";
import { type EmbedPage, outerLink } from "./document.ts";

/** The crossings of an embedded area, and the parameters that its page has in common with the embedded one. */
export interface EmbeddedArea {
  area: MetroArea;
  crossings: readonly BoardCrossing[];
  at: Temporal.Instant;
  params: Record<string, string | undefined>;
}

/**
 * Renders the answers for all crossings of an area. Those in the gravest trouble come first. If the trouble is equally
 * grave, or there is none, the busiest come first.
 */
export function areaEmbed(frame: Frame, { area, crossings, at, params }: EmbeddedArea): EmbedPage {
  const { messages } = frame;
  const { pages, board } = messages;
  const name = placeName(area.name, messages);
  const gravity = ({ standings }: BoardCrossing) => {
    const trouble = troubleOf(standings);
    return trouble === undefined ? TROUBLE.length : TROUBLE.indexOf(trouble);
  };
  const rankOf = ({ crossing }: BoardCrossing) => crossing.area?.rank ?? 0;
  const listed = crossings.toSorted((a, b) => gravity(a) - gravity(b) || rankOf(a) - rankOf(b));
  return {
    title: `${board.areaHeading(name)} – Garita`,
    isLive: true,
    main: html`<h1>${outerLink(frame, `/${area.slug}`, params, board.areaHeading(name))}</h1>
${listed.length === 0 ? html`<p>${pages.nothingListed}</p>` : html`<ul class="places">${listed.map((each) => entry(frame, each, params))}</ul>`}
<p class="asof">${pages.asOf} ${timeTag(at, timeZonesOf(crossings.map(({ crossing }) => crossing)), messages)} · ${outerLink(frame, "/", {}, "Garita")}</p>`,
  };
}

function entry(frame: Frame, { crossing, standings, at }: BoardCrossing, params: EmbeddedArea["params"]): Html {
  const { messages } = frame;
  return html`<li><p>${statusIcon(statusIconOfAll(standings))} ${outerLink(frame, `/${crossing.slug}`, params, nameIn(crossing, messages))}</p>
${shortAnswers({ crossing, standings, at, asked: "now" }, messages)}</li>
`;
}
