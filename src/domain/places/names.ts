import { fold } from "../fold.ts";
import type { Crossing } from "./crossing.ts";

/** Returns a name as it appears in a URL: `Puente Colombia` as `puente-colombia`. */
export const slugify = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** Returns the crossing's names in both languages, and its aliases. */
const namesOf = ({ name, aliases }: Crossing): string[] => [name.en, name.es, ...aliases];

type Crossings = ReadonlyMap<string, Crossing>;

/** Cache with one entry for each map of crossings. */
const addresses = new WeakMap<Crossings, Map<string, Crossing | null>>();

/**
 * Maps the URL form of each name to its crossing, or to null if several crossings share the name. A slug always maps to
 * its own crossing.
 */
function addressesOf(crossings: Crossings): Map<string, Crossing | null> {
  const known = addresses.get(crossings);
  if (known !== undefined) return known;
  const made = new Map<string, Crossing | null>();
  for (const crossing of crossings.values())
    for (const address of new Set(namesOf(crossing).map(slugify)))
      made.set(address, made.has(address) ? null : crossing);
  for (const [slug, crossing] of crossings) made.set(slug, crossing);
  addresses.set(crossings, made);
  return made;
}

/**
 * Returns the crossing with this slug or name, ignoring case, accents and punctuation. Returns undefined if there is
 * none, or if several crossings share the name and it is no crossing's slug.
 */
export const findCrossingByName = (name: string, crossings: Crossings): Crossing | undefined =>
  addressesOf(crossings).get(slugify(name)) ?? undefined;

/** Maximum number of suggestions for a name that matches nothing. */
const OFFERED = 3;

/** Minimum similarity of a suggestion. Names with a lower similarity share little more than an ending. */
const LEAST_LIKENESS = 0.5;

/**
 * Returns the crossings with the names most similar to a word, best match first. Returns an empty list if none is
 * similar enough.
 */
export function findNearestNames(word: string, crossings: Crossings): Crossing[] {
  const likeness = likenessTo(word);
  return [...crossings.values()]
    .map((crossing) => ({ crossing, likeness: likeness([crossing.slug, ...namesOf(crossing)]) }))
    .filter((each) => each.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, OFFERED)
    .map(({ crossing }) => crossing);
}

/** Maximum length of a word that is compared with names. The longest name of a crossing is about half as long. */
const MOST_COMPARED = 100;

/**
 * Returns a function for the similarity of a word to the most similar of some names. The function returns 0 if no name
 * is similar enough, or if the word is longer than {@link MOST_COMPARED}.
 */
export function likenessTo(word: string): (names: readonly string[]) => number {
  if (word.length > MOST_COMPARED) return () => 0;
  const pairs = pairsOf(slugify(word));
  return (names) => {
    const most = Math.max(...names.map((name) => likenessOfPairs(pairs, pairsOf(slugify(name)))));
    return most >= LEAST_LIKENESS ? most : 0;
  };
}

/** Returns the pairs of adjacent letters of a word, padded so that its first and last letters pair with a space. */
function pairsOf(word: string): string[] {
  const padded = ` ${word.replaceAll("-", " ")} `;
  return Array.from({ length: padded.length - 1 }, (_, i) => padded.slice(i, i + 2));
}

/**
 * Returns the share of letter pairs that two words have in common, from 0 to 1 (Dice's coefficient). This measure
 * tolerates typing errors and swapped words.
 */
function likenessOfPairs(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  const common = a.filter((pair) => {
    const i = left.indexOf(pair);
    if (i >= 0) left.splice(i, 1);
    return i >= 0;
  });
  return (2 * common.length) / (a.length + b.length);
}
