import type { Temporal } from "temporal-polyfill";
import { type Crossing, timeZonesOf } from "../../domain/places/crossing.ts";
import type { Standing } from "../../domain/status/standing.ts";
import { showOnClocks } from "../../domain/time/show-moment.ts";
import type { Frame } from "../frame.ts";
import { html } from "../html.ts";
import { layout } from "../layout.ts";
import { headline } from "../standing-text.ts";

/** Contents of the offline page: all crossings with their answers at one instant. */
export interface OfflineView {
  at: Temporal.Instant;
  crossings: readonly { crossing: Crossing; standings: readonly Standing[] }[];
}

/**
 * Renders the page that browsers keep for times without a connection. Every sentence is in the past tense, and none has
 * an icon, so that nobody takes an old answer for a current one. Its script shows the age in the heading.
 */
export function offlinePage(frame: Frame, { at, crossings }: OfflineView): string {
  const { messages, assets } = frame;
  const words = messages.offline;
  const zones = timeZonesOf(crossings.map(({ crossing }) => crossing));
  return layout(frame, {
    title: `${words.title} – Garita`,
    description: words.lead,
    beside: { style: assets.offlineStyle, script: assets.offlineScript },
    main: html`<div class="offline"><h1 id="age" data-at="${String(at)}" data-words="${JSON.stringify(words.script)}">${words.title}</h1>
<p>${words.asOf(showOnClocks(at, zones, messages))}</p>
<p>${words.lead}</p>
<p><button type="button" id="retry" hidden>${words.retry}</button></p>
<ul class="crossings" id="kept">${crossings.map(
      ({
        crossing,
        standings,
      }) => html`<li id="at-${crossing.slug}">${headline(standings, crossing, messages, true)}</li>
`,
    )}</ul></div>`,
  });
}
