import { fold } from "../fold.ts";
import { rememberedFor } from "../remembered.ts";
import type { Crossing } from "./crossing.ts";
import { isGeneric } from "./telling-words.ts";

/** Returns a name as it appears in a URL: `Puente Colombia` as `puente-colombia`. */
export const slugify = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** Returns the crossing's names in both languages, and its aliases. */
export const allNamesOf = ({ name, aliases }: Crossing): string[] => [name.en, name.es, ...aliases];

type Crossings = ReadonlyMap<string, Crossing>;

/**
 * Maps the URL form of each name to its crossing, or to null if several crossings share the name. Leaves out names that
 * are a single generic word, such as `East`. A slug always maps to its own crossing.
 */
const addressesOf = rememberedFor((crossings: Crossings): Map<string, Crossing | null> => {
  const made = new Map<string, Crossing | null>();
  for (const crossing of crossings.values())
    for (const address of new Set(allNamesOf(crossing).map(slugify)))
      if (!isGeneric(address)) made.set(address, made.has(address) ? null : crossing);
  for (const [slug, crossing] of crossings) made.set(slug, crossing);
  return made;
});

/**
 * Returns the crossing with this slug or name, ignoring case, accents and punctuation. Returns undefined if there is
 * none, or if it is no crossing's slug and either several crossings share the name or it is a single generic word.
 */
export const findCrossingByName = (name: string, crossings: Crossings): Crossing | undefined =>
  addressesOf(crossings).get(slugify(name)) ?? undefined;

/** Maximum number of suggestions for a name that matches nothing. */
const OFFERED = 3;

/** Minimum similarity of a suggestion. Names with a lower similarity share little more than an ending. */
const LEAST_LIKENESS = 0.5;

/** Words with a lower similarity are different words, and not one word with a typing error. */
const LEAST_WORD_LIKENESS = 0.4;

/** Share of the words, as opposed to the names as a whole, in the similarity of two names. */
const WORDS_SHARE = 0.75;

/** Share of the asked words in their comparison with a name. People leave out words more often than they add them. */
const ASKED_SHARE = 0.7;

/** A word as its pairs of letters, with its weight. */
interface WeighedWord {
  pairs: readonly string[];
  /** From 0 to 1. A word counts the less, the more crossings have it in their names. */
  weight: number;
}

/** A name of a crossing, as its words and as a whole. */
interface ComparedName {
  words: readonly WeighedWord[];
  pairs: readonly string[];
}

interface ComparedNames {
  words: ReadonlyMap<string, WeighedWord>;
  names: readonly { crossing: Crossing; names: readonly ComparedName[] }[];
}

/** Returns the names of crossings, ready for comparison. Words such as "bridge" have little weight. */
const comparedNamesOf = rememberedFor((crossings: Crossings): ComparedNames => {
  const all = [...crossings.values()].map((crossing) => ({
    crossing,
    texts: [crossing.slug, ...allNamesOf(crossing)],
  }));
  const counts = new Map<string, number>();
  for (const { texts } of all)
    for (const word of new Set(texts.flatMap(wordsOf))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = new Map([...counts].map(([word, count]) => [word, { pairs: pairsOf(word), weight: 1 / count }]));
  const names = all.map(({ crossing, texts }) => ({
    crossing,
    names: [...new Set(texts.map(slugify))].map((text) => ({
      words: wordsOf(text).flatMap((word) => words.get(word) ?? []),
      pairs: pairsOf(text),
    })),
  }));
  return { words, names };
});

const wordsOf = (name: string): string[] => [...new Set(slugify(name).split("-"))];

/** Maximum length of a name that is compared with others. The longest name of a crossing is about half as long. */
const MOST_COMPARED = 100;

/**
 * Returns the crossings with the names most similar to a name, best match first. Returns an empty list if none is
 * similar enough. Compares the names word by word, so that a word which many crossings share does not outweigh the
 * others. The names as a whole count less.
 */
export function findNearestNames(name: string, crossings: Crossings): Crossing[] {
  if (name.length > MOST_COMPARED) return [];
  const known = comparedNamesOf(crossings);
  const asked = wordsOf(name).map((word) => askedWord(word, known.words));
  const pairs = pairsOf(slugify(name));
  const likenessWith = (other: ComparedName): number => {
    const byWords = WORDS_SHARE * likenessOfWords(asked, other.words);
    const most = byWords + 1 - WORDS_SHARE;
    return most < LEAST_LIKENESS ? 0 : byWords + (1 - WORDS_SHARE) * likenessOfPairs(pairs, other.pairs);
  };
  return known.names
    .map(({ crossing, names }) => ({ crossing, likeness: Math.max(...names.map(likenessWith)) }))
    .filter((each) => each.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, OFFERED)
    .map(({ crossing }) => crossing);
}

/** A word of an unknown name, with the similar words of known names. */
interface AskedWord {
  weight: number;
  alike: ReadonlyMap<WeighedWord, number>;
}

/**
 * Compares a word with all known ones. It has the weight of the most similar one, or full weight if none is similar.
 */
function askedWord(word: string, words: ComparedNames["words"]): AskedWord {
  const pairs = pairsOf(word);
  const alike = new Map<WeighedWord, number>();
  let nearest = { weight: 1, likeness: LEAST_LIKENESS };
  for (const known of words.values()) {
    const found = likenessOfPairs(pairs, known.pairs);
    if (found >= LEAST_WORD_LIKENESS) alike.set(known, found);
    if (found > nearest.likeness) nearest = { weight: known.weight, likeness: found };
  }
  return { weight: nearest.weight, alike };
}

const weightOf = (words: readonly { weight: number }[]): number => words.reduce((sum, { weight }) => sum + weight, 0);

/** Returns the weighted share of words that two names have in common, from 0 to 1. */
function likenessOfWords(asked: readonly AskedWord[], words: readonly WeighedWord[]): number {
  const left = new Set(words);
  let common = 0;
  for (const { weight, alike } of asked) {
    let nearest: WeighedWord | undefined;
    for (const word of left)
      if ((alike.get(word) ?? 0) > (nearest === undefined ? 0 : (alike.get(nearest) ?? 0))) nearest = word;
    if (nearest === undefined) continue;
    left.delete(nearest);
    common += (alike.get(nearest) ?? 0) * (ASKED_SHARE * weight + (1 - ASKED_SHARE) * nearest.weight);
  }
  return common / (ASKED_SHARE * weightOf(asked) + (1 - ASKED_SHARE) * weightOf(words));
}

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
