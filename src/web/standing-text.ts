import type { Temporal } from "temporal-polyfill";
import { capitalize } from "../domain/capitalize.ts";
import { groupBy } from "../domain/group-by.ts";
import { type Crossing, nameIn, type Service } from "../domain/places/crossing.ts";
import { scopeOf } from "../domain/places/scope.ts";
import type { Source } from "../domain/record/report.ts";
import type { Conflict } from "../domain/status/conflict.ts";
import type { Standing } from "../domain/status/standing.ts";
import { crossingAnswer } from "../domain/text/crossing-line.ts";
import { onlyForText, openText, sharedTravellers } from "../domain/text/limit-text.ts";
import { formatMoment, type Moment } from "../domain/time/moment.ts";
import { showMoment, showOnClocks } from "../domain/time/show-moment.ts";
import type { Onset } from "../domain/vocabulary.ts";
import type { Messages } from "../locales/messages.ts";
import { type Html, html } from "./html.ts";
import { isOpenInPart, statusIconOf, statusIconOfAll } from "./marks/status-icon.ts";

/**
 * Formats the answer for a crossing at the time that the page is about, without the crossing's name. The text does not
 * say "now", because the page states its time.
 */
export function showShort(
  standings: readonly Standing[],
  crossing: Crossing,
  at: Temporal.Instant,
  messages: Messages,
  isPast: boolean,
): string {
  const key = `${messages.language} ${isPast}`;
  const known = shown.get(standings)?.get(key);
  if (known !== undefined) return known;
  const text = capitalize(crossingAnswer(standings, crossing, { at, messages, asked: isPast ? "past" : "kept" }));
  shown.set(standings, new Map([...(shown.get(standings) ?? []), [key, text]]));
  return text;
}

/**
 * Cache of status texts by language and tense. The board shows the same text on its map and in its list, and formatting
 * this text is half of the work of rendering the board.
 */
const shown = new WeakMap<readonly Standing[], Map<string, string>>();

/** Returns the words before a start time that is not exact. For an exact one, returns an empty text. */
export const onsetPrefix = (onset: Onset | null, { byThen, roughly }: Messages["pages"]): string =>
  onset === "unknown" ? `${byThen} ` : onset === "approximate" ? `${roughly} ` : "";

/** Formats a day for readers. A day has no time zone, so any zone gives the same text. */
export const showDay = (day: Temporal.PlainDate, messages: Messages): string => showMoment(day, "UTC", messages);

/**
 * Renders a moment as a `time` element. Readers see the moment in its own precision and in the given zones, and
 * programs read it in ISO 8601.
 */
export const timeTag = (moment: Moment, zones: string | readonly string[], messages: Messages): Html =>
  html`<time datetime="${formatMoment(moment)}">${showOnClocks(moment, typeof zones === "string" ? [zones] : zones, messages)}</time>`;

/** Describes a contradicting statement: `Reported open for FAST only`. */
export const reportedText = (conflict: Conflict, messages: Messages): string =>
  [messages.pages.saysStatus[conflict.status], onlyForText(conflict, messages)].filter(Boolean).join(" ");

/** Returns the answer for one crossing as a simple sentence, such as `Lukeville was not open: suspended`. */
export const headline = (
  standings: readonly Standing[],
  crossing: Crossing,
  messages: Messages,
  isPast: boolean,
): string => {
  const mark = statusIconOfAll(standings);
  const isInPart = isOpenInPart(standings);
  const { phrases, pages } = messages;
  const asked = standings[0]?.askedFor ?? null;
  const travellers = sharedTravellers(standings, messages);
  const named = mark === "limited_to_others" ? asked && phrases.programmes[asked] : travellers;
  const text = pages.headlines[mark](nameIn(crossing, messages), isPast, isInPart, named ?? "");
  const isSaid = mark === "limited_to_others" || (mark === "limited" && !isInPart);
  return travellers === null || isSaid ? text : `${text}, ${phrases.onlyFor(travellers)}`;
};

/**
 * Returns the status of one service in words, in the past tense on a copy. If the service is limited to some travellers,
 * the words name them.
 */
export function markText(standing: Standing, messages: Messages, isCopy: boolean): string {
  const mark = statusIconOf(standing);
  const text = (isCopy ? messages.copy : messages.pages).marks[mark];
  const onlyFor = onlyForText(standing, messages);
  if (onlyFor === null) return text;
  return !isCopy && (mark === "limited" || mark === "limited_to_others")
    ? openText(standing, messages)
    : `${text}, ${onlyFor}`;
}

/** Describes the given services of a crossing in words. */
export function showScope(services: readonly Service[], crossing: Crossing, messages: Messages): string {
  const all = crossing.services.map((service) => ({ crossing: crossing.slug, ...service }));
  return scopeOf(services, all, messages.phrases);
}

/** Services of a crossing with the same text, and their names in words. */
interface ScopedGroup<Item> {
  scope: string;
  first: Item;
}

/** Groups items of one crossing whose `textOf` is the same, and names the services of each group. */
export const scopedGroups = <Item extends { service: Service }>(
  items: Iterable<Item>,
  textOf: (item: Item) => Html,
  crossing: Crossing,
  messages: Messages,
): ScopedGroup<Item>[] =>
  [...groupBy(items, (item) => textOf(item).markup).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const services = group.map(({ service }) => service);
    return [{ scope: showScope(services, crossing, messages), first }];
  });

/** Renders a source, with a link if the source has an address. */
export const sourceLink = ({ publisher, title, url }: Source): Html =>
  url === null
    ? html`${publisher}, <cite>${title}</cite>`
    : html`<a href="${url}" rel="external noreferrer">${publisher}, <cite>${title}</cite></a>`;

/** Returns the publisher in parentheses, if it differs from the publisher of the status. */
export const otherPublisher = (publisher: string | null, { credits }: Standing): string | null =>
  publisher === null || publisher === credits.status ? null : ` (${publisher})`;
