import type { Crossing } from "../../domain/places/crossing.ts";
import { inList } from "../../domain/places/in-list.ts";
import { countriesOf, placeName, statesOf } from "../../domain/places/region.ts";
import type { Messages } from "../../locales/messages.ts";

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
