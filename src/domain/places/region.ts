import { DIRECTIONS, type Direction, type Language } from "../vocabulary.ts";

/** The names of a place by language code. English is always present. */
export type PlaceNames = { en: string } & Readonly<Record<string, string | undefined>>;

/** A country, and how texts name it. */
export interface Country {
  /** ISO 3166-1. */
  code: string;
  name: PlaceNames;
  /** The name within a sentence: `the United States`. */
  inText: PlaceNames;
  /** The phrase for a direction into the country, such as `into the U.S.`. */
  into: PlaceNames;
  /** The codes of the countries south of it, from which its border is crossed northbound. */
  northOf: string[];
}

/** A state or a province. */
export interface Region {
  /** No two regions share a code, whatever their countries. */
  code: string;
  name: PlaceNames;
  country: Country;
  /** The names of its insets on the map, by inset. */
  insets: Readonly<Record<string, PlaceNames>>;
}

/** One side of a crossing. */
export interface Side {
  region: Region;
  city: string;
}

/** The two sides of a crossing: that of its port of entry, and the opposite one. */
export type Sides = readonly [Side, Side];

/** The name of a place in a language, or its English name if it has none in that language. */
export const placeName = (names: PlaceNames, { language }: { language: Language }): string =>
  names[language] ?? names.en;

/** Returns true if the country of a side lies north of the country of the other. */
export const isNorthOf = (side: Side, other: Side): boolean =>
  side.region.country.northOf.includes(other.region.country.code);

interface TwoSided {
  sides: Sides;
}

/** The direction in which one enters the country of the port of entry. */
export const entryDirection = ({ sides: [own, opposite] }: TwoSided): Direction =>
  isNorthOf(own, opposite) ? "northbound" : "southbound";

/** The side into which a direction leads. */
export const sideInto = (crossing: TwoSided, direction: Direction): Side =>
  crossing.sides[direction === entryDirection(crossing) ? 0 : 1];

/** The region in which the port of entry lies: the `state` by which crossings are listed and filtered. */
export const stateOf = ({ sides: [own] }: TwoSided): Region => own.region;

/** Returns true if a crossing lies in the requested state, or if no state was requested. */
export const isInState = (crossing: TwoSided, state: string | undefined): boolean =>
  state === undefined || stateOf(crossing).code === state;

/** The states of some crossings, each once, in the order of the crossings. */
export const statesOf = (crossings: Iterable<TwoSided>): Region[] => [
  ...new Map([...crossings].map((crossing) => [stateOf(crossing).code, stateOf(crossing)])).values(),
];

/** The countries into which a direction leads at some crossings, each once, in the order of the crossings. */
export const countriesInto = (crossings: Iterable<TwoSided>, direction: Direction): Country[] => {
  const countries = [...crossings].map((crossing) => sideInto(crossing, direction).region.country);
  return [...new Map(countries.map((country) => [country.code, country])).values()];
};

/** The countries of some crossings, each once: those that lie north of a border first. */
export const countriesOf = (crossings: readonly TwoSided[]): Country[] => {
  const countries = DIRECTIONS.flatMap((direction) => countriesInto(crossings, direction));
  return [...new Map(countries.map((country) => [country.code, country])).values()];
};
