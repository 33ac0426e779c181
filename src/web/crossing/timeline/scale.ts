import type { Temporal } from "temporal-polyfill";
import { compareInstants, type Period } from "../../../domain/time/moment.ts";
import { type Html, html } from "../../html.ts";
import { SPAN_DAYS } from "../../timeline-span.ts";
import type { RecordedView } from "../section.ts";

/**
 * Heights in pixels: of the axis, the name of a service, its band, the gap below, and the whole row. Widths are
 * percentages of the page's width.
 */
export const AXIS = 26;
export const LABEL = 20;
export const BAND = 18;
export const GAP = 6;
export const ROW = LABEL + BAND + GAP;

/** Share of the timeline after the instant of the answer. It leaves room for announced changes. */
const AHEAD = 0.12;

/** Returns the period shown: the chosen days, and a little time after the instant of the answer. */
export function shownPeriod({ at, span, history }: Pick<RecordedView, "at" | "span" | "history">): Period {
  const first = history.at(-1)?.startsAt;
  const hours = SPAN_DAYS[span];
  const before =
    hours === null ? Math.max(24 * 31, first === undefined ? 0 : 1.03 * first.until(at).total("hours")) : 24 * hours;
  return {
    from: at.subtract({ minutes: Math.round(before * 60) }),
    to: at.add({ minutes: Math.round(before * 60 * (AHEAD / (1 - AHEAD))) }),
  };
}

/**
 * Returns the position of an instant as a percentage of the width, rounded to hundredths. Instants outside the period
 * are at the edge.
 */
export function share(instant: Temporal.Instant, { from, to }: Period): number {
  const part = (instant.epochMilliseconds - from.epochMilliseconds) / (to.epochMilliseconds - from.epochMilliseconds);
  return Math.round(Math.max(0, Math.min(1, part)) * 10_000) / 100;
}

/** Returns an interval as a bar, or null if no part of it is visible. */
export function bar(
  kind: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
  period: Period,
  y: number,
  title = "",
): Html | null {
  const [x, end] = [share(from, period), share(to, period)];
  if (end <= x) return null;
  return html`<rect class="${kind}" x="${x}%" y="${y}" width="${Math.round((end - x) * 100) / 100}%" height="${BAND}">${title !== "" && html`<title>${title}</title>`}</rect>`;
}

/** Renders a bar of a given service, or null if no part of it is visible. */
export type DrawBar = (kind: string, from: Temporal.Instant, to: Temporal.Instant, title?: string) => Html | null;

export const laterOf = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  compareInstants(a, b) < 0 ? b : a;
export const earlierOf = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  compareInstants(a, b) < 0 ? a : b;
