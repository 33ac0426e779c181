import { fold } from "../fold.ts";

/**
 * A county of the United States. `fips` is the county code of the Census Bureau: two digits for the state, three for
 * the county.
 */
export interface County {
  /** Name without the word "County". */
  name: string;
  fips: string;
}

interface InCounty {
  county: County | null;
}

const isCalled = ({ name, fips }: County, asked: string): boolean => fips === asked || fold(name) === fold(asked);

/** Returns true if a crossing lies in the county requested by code or name, or if no county was requested. */
export const isInCounty = ({ county }: InCounty, asked: string | undefined): boolean =>
  asked === undefined || (county !== null && isCalled(county, asked));

/** Returns the counties of the given crossings without duplicates, in the order of the crossings. */
export const countiesOf = (crossings: Iterable<InCounty>): County[] => [
  ...new Map([...crossings].flatMap(({ county }) => (county === null ? [] : [[county.fips, county]]))).values(),
];

/**
 * Returns the county requested by code or name. If several counties have the name, returns the first in the order of
 * the crossings.
 */
export const countyAsked = (crossings: Iterable<InCounty>, asked: string): County | undefined =>
  countiesOf(crossings).find((county) => isCalled(county, asked));

/** Returns true if one of the counties has this code or name. */
export const isCounty = (counties: readonly County[], asked: string): boolean =>
  counties.some((county) => isCalled(county, asked));
