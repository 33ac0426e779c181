import { capitalize } from "../capitalize.ts";
import type { Crossing } from "../places/crossing.ts";
import { type Gazetteer, townsOf } from "./names.ts";
import { plainLetters, sentencesOf } from "./sentences.ts";

/**
 * Returns the part of a note about one crossing, or null. Keeps statements that name the crossing or its town, and
 * sentences that name no place. A statement ends at a semicolon or with its sentence. A statement without a place is
 * kept if the one before it in the same sentence is kept.
 */
export function noteAbout(note: string, crossing: Crossing, places: Gazetteer): string | null {
  const sentences = sentencesOf(note).flatMap((sentence) => {
    let isKept = true;
    const kept = sentence.split(/;\s+/).filter((statement) => {
      isKept = concerns(statement, crossing, places) ?? isKept;
      return isKept;
    });
    return kept.length === 0 ? [] : [sentenceOf(kept.join("; "), sentence)];
  });
  return sentences.length === 0 ? null : sentences.join(" ");
}

/**
 * Returns true if a statement is about a crossing, or null if it names no place. A name shared by crossings of several
 * ports does not count as a place.
 */
function concerns(statement: string, crossing: Crossing, places: Gazetteer): boolean | null {
  const text = plainLetters(statement);
  const names = places.find(text).filter(({ candidates }) => new Set(candidates.map(({ port }) => port)).size === 1);
  const towns = places.towns(text);
  if (names.length === 0 && towns.size === 0) return null;
  return (
    names.some(({ candidates }) => candidates.some(({ slug }) => slug === crossing.slug)) ||
    townsOf(crossing).some((town) => towns.has(town))
  );
}

/** Returns a part of a sentence, capitalized, with the final punctuation of the full sentence. */
function sentenceOf(text: string, whole: string): string {
  const stop = /[.!?…]$/.exec(whole)?.[0] ?? "";
  return capitalize(text) + (text.endsWith(stop) ? "" : stop);
}
