import type { DayOfWaits, HourOfDay } from "../../../domain/feed/wait-week.ts";
import { type Html, html } from "../../html.ts";

/** Size of the chart in units of the drawing: ten for each hour. The drawing is stretched to the size of the page. */
const WIDTH = 240;
const HEIGHT = 60;

/** Height of a bar for 0 minutes. An hour without data has no bar. */
const LEAST = 1.5;

/**
 * Renders a bar for each hour: up to the median, and paler up to the 90th percentile. `most` is the wait in minutes
 * that fills the height, so that several charts can share a scale. The hour `now` is marked if it is given.
 */
export function hourChart({ hours }: DayOfWaits, label: string, most: number, now: number | null): Html {
  const bar = (kind: string, { hour }: HourOfDay, minutes: number) => {
    const height = Math.max(LEAST, Math.round((10 * minutes * HEIGHT) / most) / 10);
    return html`<rect class="${kind}" x="${hour * 10 + 1}" y="${HEIGHT - height}" width="8" height="${height}"/>`;
  };
  return html`<svg class="hours" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">${now !== null && html`<rect class="this-hour" x="${now * 10}" y="0" width="10" height="${HEIGHT}"/>`}${hours.map(
    (each) => html`${bar("rare", each, each.p90)}${bar(each.hour === now ? "half at" : "half", each, each.median)}`,
  )}</svg>
<p class="ends" aria-hidden="true"><span>00:00</span><span>06:00</span><span>12:00</span><span>18:00</span><span>24:00</span></p>`;
}

/** Returns the longest wait of the given days in minutes, or 1 if there is none. */
export const longestWait = (days: readonly DayOfWaits[]): number =>
  Math.max(1, ...days.flatMap(({ hours }) => hours.map(({ p90 }) => p90)));
