import { fold } from "../fold.ts";

/** A county of the United States. `fips` is its code by the Census Bureau: two digits of the state, three of the county. */
export interface County {
  /** Without the word "County". */
  name: string;
  fips: string;
}

interface InCounty {
  county: County | null;
}

const isCalled = ({ name, fips }: County, asked: string): boolean => fips === asked || fold(name) === fold(asked);

/** Whether a crossing lies in the county that was asked for by code or name, or none was. */
export const isInCounty = ({ county }: InCounty, asked: string | undefined): boolean =>
  asked === undefined || (county !== null && isCalled(county, asked));

/** The counties of some crossings, each once, in the order of the crossings. */
export const countiesOf = (crossings: Iterable<InCounty>): County[] => [
  ...new Map([...crossings].flatMap(({ county }) => (county === null ? [] : [[county.fips, county]]))).values(),
];

/** The county that was asked for by code or name: that of the first crossing in it. */
export const countyAsked = (crossings: Iterable<InCounty>, asked: string): County | undefined =>
  countiesOf(crossings).find((county) => isCalled(county, asked));

/** Whether a code or a name is that of one of the counties. */
export const isCounty = (counties: readonly County[], asked: string): boolean =>
  counties.some((county) => isCalled(county, asked));
