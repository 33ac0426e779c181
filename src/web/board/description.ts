import type { Crossing } from "../../domain/places/crossing.ts";
import { inList } from "../../domain/places/in-list.ts";
import { countriesOf, placeName, statesOf } from "../../domain/places/region.ts";
import { formatCountsByStatus } from "../../domain/text/count-text.ts";
import type { Messages } from "../../locales/messages.ts";
import type { BoardCrossing } from "../map/map.ts";
import { statusIconOfAll } from "../marks/status-icon.ts";

/** Returns the states of the given crossings, as a list within a sentence. */
export function stateList(crossings: Iterable<Crossing>, messages: Messages, type: "and" | "or" = "and"): string {
  const names = statesOf(crossings).map(({ name }) => placeName(name, messages));
  return inList(names, messages, type);
}

/** Describes the board in one sentence: the countries and the states. */
export function boardDescription(crossings: readonly Crossing[], messages: Messages): string {
  const countries = countriesOf(crossings).map(({ inText }) => placeName(inText, messages));
  return messages.pages.boardDescription(stateList(crossings, messages), {
    northFirst: inList(countries, messages),
    southFirst: inList(countries.toReversed(), messages),
  });
}

/**
 * Describes the board in two sentences. The first counts the crossings of each status, beginning with those that are
 * shut. The second is {@link boardDescription}. `shown` contains the crossings that pass the filters.
 */
export function countedDescription(
  crossings: readonly Crossing[],
  shown: readonly Pick<BoardCrossing, "standings">[],
  messages: Messages,
): string {
  const counts = formatCountsByStatus(
    shown.map(({ standings }) => statusIconOfAll(standings)),
    messages,
  );
  return `${counts}. ${boardDescription(crossings, messages)}`;
}
