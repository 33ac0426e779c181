import type { Crossing } from "../../domain/places/crossing.ts";
import { inList } from "../../domain/places/in-list.ts";
import { countriesOf, placeName, statesOf } from "../../domain/places/region.ts";
import type { Language } from "../../domain/vocabulary.ts";
import { WORDS } from "../words/index.ts";

/** The states of some crossings, as a list within a sentence. */
export function stateList(crossings: Iterable<Crossing>, language: Language, type: "and" | "or" = "and"): string {
  const names = statesOf(crossings).map(({ name }) => placeName(name, language));
  return inList(names, language, type);
}

/** The board in one sentence: between which countries, and in which states. */
export function boardDescription(crossings: readonly Crossing[], language: Language): string {
  const countries = countriesOf(crossings).map(({ inText }) => placeName(inText, language));
  return WORDS[language].boardDescription(stateList(crossings, language), countries);
}
