import type { Crossing } from "../domain/places/crossing.ts";
import { inList } from "../domain/places/in-list.ts";
import { countriesInto, placeName } from "../domain/places/region.ts";
import type { Direction, Language } from "../domain/vocabulary.ts";
import { WORDS } from "./words/index.ts";

/** A direction with the countries into which it leads at some crossings: `Northbound, into the U.S.`. */
export function directionLabel(direction: Direction, crossings: Iterable<Crossing>, language: Language): string {
  const countries = countriesInto(crossings, direction).map(({ into }) => placeName(into, language));
  return [WORDS[language].directions[direction], inList(countries, language, "or")]
    .filter((part) => part !== "")
    .join(", ");
}
