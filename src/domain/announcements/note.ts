import { capitalize } from "../capitalize.ts";
import type { Crossing } from "../places/crossing.ts";
import { type Gazetteer, townsOf } from "./names.ts";
import { plain, sentencesOf } from "./sentences.ts";

/**
 * What of a note concerns one crossing, where its report is about several: the statements that name the crossing or its
 * town, and the sentences that name no place. A statement ends with its sentence or at a semicolon; one that names no
 * place is about the place of the statement before it. Null where nothing is left.
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

/** Whether a statement is about a crossing; null where it names no place. A word that many ports share names none. */
function concerns(statement: string, crossing: Crossing, places: Gazetteer): boolean | null {
  const text = plain(statement);
  const names = places.find(text).filter(({ candidates }) => new Set(candidates.map(({ port }) => port)).size === 1);
  const towns = places.towns(text);
  if (names.length === 0 && towns.size === 0) return null;
  return (
    names.some(({ candidates }) => candidates.some(({ slug }) => slug === crossing.slug)) ||
    townsOf(crossing).some((town) => towns.has(town))
  );
}

/** A sentence of which something may be left out, with its capital and its stop. */
function sentenceOf(text: string, whole: string): string {
  const stop = /[.!?…]$/.exec(whole)?.[0] ?? "";
  return capitalize(text) + (text.endsWith(stop) ? "" : stop);
}
