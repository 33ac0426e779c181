import type { Temporal } from "temporal-polyfill";
import type { Unreached } from "../domain/feed/reachability.ts";
import { showMoment, showNearOnClocks } from "../domain/time/show-moment.ts";
import type { Frame } from "./frame.ts";
import { booleanAttribute, type Html, html, type Part } from "./html.ts";
import type { PageView } from "./view.ts";

/**
 * Renders a prominent notice that the page is not about the present or does not use all reports, with a link to the
 * present.
 */
export function datedNotice(
  frame: Frame,
  view: PageView,
  shown: { time: Part; zone: string; at: Temporal.Instant; back: string },
): Html | null {
  if (!view.isDated) return null;
  const { messages } = frame;
  const words = messages.pages;
  const { knownAt, publishedBefore, isToldThen } = view;
  const before = isToldThen ? shown.at : publishedBefore;
  return html`<p class="then"><strong>${words.tenses[view.tense]}</strong> ${shown.time}.${before !== undefined && ` ${words.asPublished(view.on !== undefined && isToldThen ? words.thatTime : showMoment(before, shown.zone, messages))}`}${knownAt !== undefined && ` ${words.asKnown(showMoment(knownAt, shown.zone, messages))}`} <a href="${shown.back}">${words.toNow}</a></p>`;
}

/** Renders the notice that the database is unavailable. */
export const partialNotice = ({ messages }: Frame, isPartial: boolean): Html | null =>
  isPartial ? html`<p class="then"><strong>${messages.pages.partial}</strong></p>` : null;

/** Renders a prominent notice that the feed is unreachable. It gives the time of the last contact in each time zone. */
export function unreachedNotice(
  { messages }: Frame,
  unreached: Unreached | null,
  at: Temporal.Instant,
  zones: readonly string[],
): Html | null {
  if (unreached === null) return null;
  const words = messages.pages.unreached;
  const { since } = unreached;
  const text = since === null ? words.ever : words.since(showNearOnClocks(since, at, zones, messages));
  return html`<p class="then"><strong>${text}</strong> ${words.means}</p>`;
}

/** Renders the field for choosing any day. */
export const dayField = ({ messages }: Frame, view: PageView): Html =>
  html`<p><label for="f-on">${messages.pages.onDay}</label><input id="f-on" name="on" type="date" min="1990-01-01" max="2199-12-31" value="${view.on?.toString()}"></p>
`;

/**
 * Renders the field for the hour of the chosen day, and the option to use only reports published by that hour.
 * `timeLabel` labels the field for the hour, and names the time zone or explains that every crossing has its own.
 */
export const hourFields = ({ messages }: Frame, view: PageView, timeLabel: string): Html =>
  html`<p><label for="f-time">${timeLabel}</label><input id="f-time" name="time" type="time" value="${view.on && view.time}"></p>
<p class="check"><input id="f-told" name="told" type="checkbox" value="then"${booleanAttribute("checked", view.isToldThen)}><label for="f-told">${messages.pages.toldThen}</label></p>
`;

/**
 * Renders hidden fields with the query parameters that the form does not show. A day chosen in the form replaces `at`.
 */
export function keptFields(frame: Frame, view: PageView, more: Record<string, string | undefined> = {}): Html[] {
  const { mode, direction, at, knownAt, publishedBefore } = view.params;
  const kept = {
    ...more,
    mode,
    direction,
    at,
    knownAt,
    publishedBefore,
    lang: frame.isChosen ? frame.messages.language : undefined,
  };
  return Object.entries(kept).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}">`],
  );
}
