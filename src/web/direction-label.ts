import type { Crossing } from "../domain/places/crossing.ts";
import { inList } from "../domain/places/in-list.ts";
import { countriesInto, placeName } from "../domain/places/region.ts";
import type { Direction } from "../domain/vocabulary.ts";
import type { Messages } from "../locales/messages.ts";

/** Returns a direction with the countries into which it leads at the given crossings: `Northbound, into the U.S.`. */
export function directionLabel(direction: Direction, crossings: Iterable<Crossing>, messages: Messages): string {
  const countries = countriesInto(crossings, direction).map(({ into }) => placeName(into, messages));
  return [messages.pages.directions[direction], inList(countries, messages, "or")]
    .filter((part) => part !== "")
    .join(", ");
}
