import { rememberedFor } from "../remembered.ts";
import type { Crossing } from "./crossing.ts";
import { groupByArea, type MetroArea } from "./metro-area.ts";
import { allNamesOf, likenessTo, slugify } from "./names.ts";
import { isGeneric, makeTelling } from "./telling-words.ts";

type Crossings = ReadonlyMap<string, Crossing>;

/** Names in the order in which they count: a later kind of name never replaces an earlier one. */
interface NamedPlace {
  /** Cities, and the parts of the area's name. */
  cities: string[];
  /** Places in parentheses after a city: the city of a suburb, or the municipality of a village. */
  around: string[];
  /** Words joined to a city in the crossing's names, as McAllen in `McAllen-Hidalgo-Reynosa International Bridge`. */
  joined: string[];
  /** The crossing's own names. */
  own: string[];
}

/** The parts of an area's name, such as `San Diego – Tijuana`. */
const areaNames = ({ name }: MetroArea): string[] =>
  Object.values(name).flatMap((text) => (text ?? "").split(/\s+–\s+/));

function namesOfPlace(crossing: Crossing): NamedPlace {
  const { sides, area } = crossing;
  const cities = sides.map(({ city }) => /^(?<main>[^(]+?)\s*(?:\((?<around>.+)\))?$/.exec(city)?.groups ?? {});
  const main = cities.flatMap(({ main }) => main ?? []);
  return {
    cities: [...main, ...(area === null ? [] : areaNames(area))],
    // A text in small letters describes a spot, such as an airport.
    around: cities.flatMap(({ around = "" }) => (/^\p{Lu}/u.test(around) ? [around] : [])),
    joined: allNamesOf(crossing).flatMap((name) => joinedWords(name, main)),
    own: allNamesOf(crossing),
  };
}

/** Returns the words that a name joins to one of the cities by hyphens. Most of them are towns near the crossing. */
const joinedWords = (name: string, cities: readonly string[]): string[] =>
  (name.match(/\p{L}+(?:-\p{L}+)+/gu) ?? [])
    .map((joined) => joined.split("-"))
    .filter((words) => words.some((word) => cities.includes(word)))
    .flat();

/** Returns the URL forms of all runs of at least `least` words in a name: `ciudad-acuna`, `ciudad` and `acuna`. */
function runsOfWords(name: string, least: number): string[] {
  const words = slugify(name).split("-");
  return words.flatMap((_, i) => words.slice(i + least - 1).map((_, n) => words.slice(i, i + n + least).join("-")));
}

/** Returns the names of all states and countries that have crossings, in all languages and in URL form. */
const namesOfRegions = (crossings: Iterable<Pick<Crossing, "sides">>): ReadonlySet<string> =>
  new Set(
    [...crossings]
      .flatMap(({ sides }) => sides)
      .flatMap(({ region: { name, country } }) => [name, country.name, country.inText])
      .flatMap((names) => Object.values(names).map((text) => slugify(text ?? ""))),
  );

/**
 * Maps the URL form of each place name to a slug: that of the only crossing with the name, or that of the area that
 * contains all crossings with the name. Other names map to null.
 */
const slugsByName = rememberedFor((crossings: Crossings): Map<string, string | null> => {
  const slugs = new Map<string, string | null>();
  const all = [...crossings.values()].map((crossing) => ({ crossing, names: namesOfPlace(crossing) }));
  const regions = namesOfRegions(crossings.values());
  const isTelling = makeTelling(regions);
  const add = (keysOf: (names: NamedPlace) => string[]): void => {
    const named = new Map<string, Set<Crossing>>();
    for (const { crossing, names } of all)
      for (const key of keysOf(names)) named.set(key, (named.get(key) ?? new Set()).add(crossing));
    for (const [key, places] of named) if (!slugs.has(key) && !regions.has(key)) slugs.set(key, slugOfAll([...places]));
  };
  add(({ cities }) => cities.map(slugify));
  add(({ around }) => around.map(slugify));
  add(({ cities, joined, own }) => [
    ...[...cities, ...joined].flatMap((city) => runsOfWords(city, 1)).filter(isTelling),
    ...own.flatMap((name) => runsOfWords(name, 2)).filter(isTelling),
    ...own.map(slugify).filter((name) => !isGeneric(name)),
  ]);
  return slugs;
});

/** Returns the slug of the only crossing, or of the only area of several. Returns null if there are several areas. */
function slugOfAll(places: readonly Crossing[]): string | null {
  const [first] = places;
  if (first === undefined || places.length === 1) return first?.slug ?? null;
  return places.every(({ area }) => area?.slug === first.area?.slug) ? (first.area?.slug ?? null) : null;
}

/**
 * Returns the slug of the crossing or area meant by a name other than its own: a city on either side, a word of a
 * city's name, or several words of a crossing's name. A city with several crossings means their area. Ignores case,
 * accents and punctuation. Returns undefined if no place has the name, if places of several areas share it, or if it
 * is the name of a state or country or consists only of generic words.
 */
export const findSlugOfPlace = (name: string, crossings: Crossings): string | undefined =>
  slugsByName(crossings).get(slugify(name)) ?? undefined;

/** Maximum number of areas suggested for a name that matches nothing. */
const OFFERED = 2;

/** Returns the areas with a city, or a part of their name, that is most similar to a word, best match first. */
export function findNearestAreas(word: string, crossings: Crossings): MetroArea[] {
  const likeness = likenessTo(word);
  return groupByArea([...crossings.values()].map((crossing) => ({ crossing })))
    .groups.map(({ area, crossings: members }) => {
      const cities = members.flatMap(({ crossing }) => namesOfPlace(crossing).cities);
      return { area, likeness: likeness([area.slug, ...cities]) };
    })
    .filter(({ likeness }) => likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, OFFERED)
    .map(({ area }) => area);
}
