import type { Temporal } from "temporal-polyfill";
import { type Crossing, nameIn } from "../../domain/places/crossing.ts";
import type { Standing } from "../../domain/status/standing.ts";
import type { Frame } from "../frame.ts";
import { html } from "../html.ts";
import { statusIcon, statusIconOfAll } from "../marks/status-icon.ts";
import { shortAnswers } from "../short-answers.ts";
import { headline, timeTag } from "../standing-text.ts";
import { type EmbedPage, outerLink } from "./document.ts";

/** The current answer for one crossing, and the parameters that its page has in common with the embedded one. */
export interface EmbeddedCrossing {
  crossing: Crossing;
  standings: Standing[];
  at: Temporal.Instant;
  params: Record<string, string | undefined>;
}

/** Renders the answer for each mode of a crossing with its time, and a link to the crossing's page. */
export function crossingEmbed(frame: Frame, { crossing, standings, at, params }: EmbeddedCrossing): EmbedPage {
  const { messages } = frame;
  const name = nameIn(crossing, messages);
  return {
    title: `${headline(standings, crossing, messages, false)} – Garita`,
    isLive: true,
    main: html`<h1>${statusIcon(statusIconOfAll(standings))} ${outerLink(frame, `/${crossing.slug}`, params, name)}</h1>
${shortAnswers({ crossing, standings, at, asked: "now" }, messages)}
<p class="asof">${messages.pages.asOf} ${timeTag(at, crossing.timeZone, messages)} · ${outerLink(frame, "/", {}, "Garita")}</p>`,
  };
}
