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
import { type EmbedPage, outerLink } from "./document.ts";
import { gravityOf } from "./trouble.ts";

/** The crossings of an embedded area, and the parameters that its page has in common with the embedded one. */
export interface EmbeddedArea {
  area: MetroArea;
  crossings: readonly BoardCrossing[];
  at: Temporal.Instant;
  params: Record<string, string | undefined>;
}

/**
 * Renders the answers for all crossings of an area. Those in the gravest trouble come first, then those in doubt. Among
 * equals, the busiest come first. The time is at the top, because a low frame cuts off the end.
 */
export function areaEmbed(frame: Frame, { area, crossings, at, params }: EmbeddedArea): EmbedPage {
  const { messages } = frame;
  const { pages, board } = messages;
  const name = placeName(area.name, messages);
  const rankOf = ({ crossing }: BoardCrossing) => crossing.area?.rank ?? 0;
  const listed = crossings.toSorted((a, b) => gravityOf(a.standings) - gravityOf(b.standings) || rankOf(a) - rankOf(b));
  return {
    title: `${board.areaHeading(name)} – Garita`,
    isLive: true,
    main: html`<h1>${outerLink(frame, `/${area.slug}`, params, board.areaHeading(name))}</h1>
<p class="asof">${pages.asOf} ${timeTag(at, timeZonesOf(crossings.map(({ crossing }) => crossing)), messages)} · ${outerLink(frame, "/", {}, "Garita")}</p>
${listed.length === 0 ? html`<p>${pages.nothingListed}</p>` : html`<ul class="places">${listed.map((each) => entry(frame, each, params))}</ul>`}`,
  };
}

function entry(frame: Frame, { crossing, standings, at }: BoardCrossing, params: EmbeddedArea["params"]): Html {
  const { messages } = frame;
  return html`<li><p>${statusIcon(statusIconOfAll(standings))} ${outerLink(frame, `/${crossing.slug}`, params, nameIn(crossing, messages))}</p>
${shortAnswers({ crossing, standings, at, asked: "now" }, messages)}</li>
`;
}
