import { capitalize } from "../capitalize.ts";
import type { Crossing } from "../places/crossing.ts";
import { type Gazetteer, townsOf } from "./names.ts";
import { plainLetters, sentencesOf } from "./sentences.ts";

/**
 * Returns the part of a note that concerns one crossing. The note belongs to a report about several crossings. This
 * part consists of the statements that name the crossing or its town, and the sentences that name no place. A statement
 * ends with its sentence or at a semicolon. A statement that names no place is kept or dropped together with the
 * previous statement of its sentence. Returns null if nothing is left.
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
 * Returns whether a statement is about a crossing, or null if the statement names no place. A name shared by crossings
 * of several ports does not count as a place.
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

/** Returns the kept parts of a sentence, capitalized and with the final punctuation of the whole sentence. */
function sentenceOf(text: string, whole: string): string {
  const stop = /[.!?…]$/.exec(whole)?.[0] ?? "";
  return capitalize(text) + (text.endsWith(stop) ? "" : stop);
}
