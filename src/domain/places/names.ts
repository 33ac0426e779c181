import { fold } from "../fold.ts";
import type { Crossing } from "./crossing.ts";

/** A name as it stands in an address: `Puente Colombia` as `puente-colombia`. */
export const addressOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** What a crossing is called: its names in both languages, and its aliases. */
const namesOf = ({ name, aliases }: Crossing): string[] => [name.en, name.es, ...aliases];

type Crossings = ReadonlyMap<string, Crossing>;

/** Made once for a list of crossings. */
const addresses = new WeakMap<Crossings, Map<string, Crossing | null>>();

/** By the address of each name, the crossing that it means; null where it means several. Slugs mean their own. */
function addressesOf(crossings: Crossings): Map<string, Crossing | null> {
  const known = addresses.get(crossings);
  if (known !== undefined) return known;
  const made = new Map<string, Crossing | null>();
  for (const crossing of crossings.values())
    for (const address of new Set(namesOf(crossing).map(addressOf)))
      made.set(address, made.has(address) ? null : crossing);
  for (const [slug, crossing] of crossings) made.set(slug, crossing);
  addresses.set(crossings, made);
  return made;
}

/** The crossing that a name means, however it is written; undefined where it means none, or several. */
export const crossingCalled = (name: string, crossings: Crossings): Crossing | undefined =>
  addressesOf(crossings).get(addressOf(name)) ?? undefined;

/** How many names are offered in place of one that nothing matches. */
const OFFERED = 3;

/** How much of two names must be alike: below it, they share little more than an ending. */
const LEAST_LIKENESS = 0.5;

/** The crossings whose names are most like a word, the most like first; none where none is like it. */
export function nearestCalled(word: string, crossings: Crossings): Crossing[] {
  const pairs = pairsOf(addressOf(word));
  return [...crossings.values()]
    .map((crossing) => ({
      crossing,
      likeness: Math.max(
        ...[crossing.slug, ...namesOf(crossing).map(addressOf)].map((n) => likeness(pairs, pairsOf(n))),
      ),
    }))
    .filter((each) => each.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, OFFERED)
    .map(({ crossing }) => crossing);
}

/** The pairs of neighbouring letters of a word, its ends among them. */
function pairsOf(word: string): string[] {
  const padded = ` ${word.replaceAll("-", " ")} `;
  return Array.from({ length: padded.length - 1 }, (_, i) => padded.slice(i, i + 2));
}

/** The share of pairs that two words have in common (Dice's coefficient), 0 to 1: it bears slips and swapped words. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  const common = a.filter((pair) => {
    const i = left.indexOf(pair);
    if (i >= 0) left.splice(i, 1);
    return i >= 0;
  });
  return (2 * common.length) / (a.length + b.length);
}
