import { DIRECTIONS, type Direction, type Language } from "../vocabulary.ts";

/** Names of a place by language code. The English name is always present. */
export type PlaceNames = { en: string } & Readonly<Record<string, string | undefined>>;

/** A country, and its names in texts. */
export interface Country {
  /** ISO 3166-1 code. */
  code: string;
  name: PlaceNames;
  /** Name in the form used within a sentence: `the United States`. */
  inText: PlaceNames;
  /** Phrase for a direction into the country, such as `into the U.S.`. */
  into: PlaceNames;
  /** Codes of the neighbouring countries to the south, from which travellers enter northbound. */
  northOf: string[];
}

/** A state or a province. */
export interface Region {
  /** Code of the region, unique across all countries. */
  code: string;
  name: PlaceNames;
  country: Country;
}

/** One side of a crossing. */
export interface Side {
  region: Region;
  city: string;
}

/** The two sides of a crossing: the side of its port of entry, and the opposite side. */
export type Sides = readonly [Side, Side];

/** Returns the name of a place in a language, or the English name if there is none in that language. */
export const placeName = (names: PlaceNames, { language }: { language: Language }): string =>
  names[language] ?? names.en;

/** Returns true if the country of `side` lies north of the country of `other`. */
export const isNorthOf = (side: Side, other: Side): boolean =>
  side.region.country.northOf.includes(other.region.country.code);

interface TwoSided {
  sides: Sides;
}

/** Returns the direction into the country of the port of entry. */
export const entryDirection = ({ sides: [own, opposite] }: TwoSided): Direction =>
  isNorthOf(own, opposite) ? "northbound" : "southbound";

/** Returns the side into which a direction leads. */
export const sideInto = (crossing: TwoSided, direction: Direction): Side =>
  crossing.sides[direction === entryDirection(crossing) ? 0 : 1];

/** Returns the name of the country opposite the port of entry, in the form used within a sentence. */
export const neighbourOf = ({ sides: [, opposite] }: TwoSided, messages: { language: Language }): string =>
  placeName(opposite.region.country.inText, messages);

/** Returns the region of the port of entry. Lists and filters call it the `state` of a crossing. */
export const stateOf = ({ sides: [own] }: TwoSided): Region => own.region;

/** Returns true if a crossing lies in the requested state, or if no state was requested. */
export const isInState = (crossing: TwoSided, state: string | undefined): boolean =>
  state === undefined || stateOf(crossing).code === state;

/** Returns the states of the given crossings without duplicates, in the order of the crossings. */
export const statesOf = (crossings: Iterable<TwoSided>): Region[] => [
  ...new Map([...crossings].map((crossing) => [stateOf(crossing).code, stateOf(crossing)])).values(),
];

/**
 * Returns the countries into which a direction leads at the given crossings, without duplicates, in the order of the
 * crossings.
 */
export const countriesInto = (crossings: Iterable<TwoSided>, direction: Direction): Country[] => {
  const countries = [...crossings].map((crossing) => sideInto(crossing, direction).region.country);
  return [...new Map(countries.map((country) => [country.code, country])).values()];
};

/** Returns the countries of the given crossings without duplicates. Countries north of a border come first. */
export const countriesOf = (crossings: readonly TwoSided[]): Country[] => {
  const countries = DIRECTIONS.flatMap((direction) => countriesInto(crossings, direction));
  return [...new Map(countries.map((country) => [country.code, country])).values()];
};
