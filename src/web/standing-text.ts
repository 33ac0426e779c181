import type { Temporal } from "temporal-polyfill";
import { PHRASES } from "../domain/phrases.ts";
import type { Crossing, Service } from "../domain/places/crossing.ts";
import { scopeOf } from "../domain/places/scope.ts";
import type { Source } from "../domain/record/report.ts";
import { verdictOf } from "../domain/status/crossing-status.ts";
import type { Standing } from "../domain/status/standing.ts";
import { lineOf } from "../domain/text/summary.ts";
import type { Moment } from "../domain/time/moment.ts";
import { showMoment, showOnClocks } from "../domain/time/show-moment.ts";
import type { Language } from "../domain/vocabulary.ts";
import { type Html, html } from "./html.ts";
import { markOfAll } from "./marks/mark.ts";
import { WORDS } from "./words/index.ts";

/** The status of a crossing in the length of a text message, without its name. */
export function showShort(
  standings: readonly Standing[],
  crossing: Crossing,
  at: Temporal.Instant,
  language: Language,
): string {
  const known = shown.get(standings)?.get(language);
  if (known !== undefined) return known;
  const text = lineOf(standings, crossing, at, language).slice(crossing.name[language].length + 2);
  shown.set(standings, new Map([...(shown.get(standings) ?? []), [language, text]]));
  return text;
}

/**
 * The board shows the same text on its map, in its insets and in its list. Making these texts takes half of the page's
 * time.
 */
const shown = new WeakMap<readonly Standing[], Map<Language, string>>();

/** Formats a day for people. A day has no time zone. */
export const showDay = (day: Temporal.PlainDate, language: Language): string => showMoment(day, "UTC", language);

/** A `time` element: a moment at its own precision, with its zone or zones named. */
export const timeTag = (moment: Moment, zones: string | readonly string[], language: Language): Html =>
  html`<time datetime="${String(moment)}">${showOnClocks(moment, typeof zones === "string" ? [zones] : zones, language)}</time>`;

/** The answer for one crossing as a spoken sentence: `Lukeville was not open: suspended`. */
export const headline = (
  standings: readonly Standing[],
  crossing: Crossing,
  language: Language,
  isPast: boolean,
): string =>
  WORDS[language].headlines[markOfAll(standings)](crossing.name[language], isPast, verdictOf(standings).partial);

/** The services in words. */
export function showScope(services: readonly Service[], crossing: Crossing, language: Language): string {
  const all = crossing.services.map((service) => ({ crossing: crossing.slug, ...service }));
  return scopeOf(services, all, PHRASES[language]);
}

/** A source, with a link to it if it has an address. */
export const sourceLink = ({ publisher, title, url }: Source): Html =>
  url === null
    ? html`${publisher}, <cite>${title}</cite>`
    : html`<a href="${url}" rel="external noreferrer">${publisher}, <cite>${title}</cite></a>`;
