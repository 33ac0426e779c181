import { gazetteerFor } from "../domain/announcements/read.ts";
import type { Crossing } from "../domain/places/crossing.ts";
import { storableText } from "../domain/plain-text.ts";

/** Maximum length of a note, in characters. It leaves room for an operator's additions. */
const MOST_NOTE = 2000;

/** Maximum number of crossings named in a title. */
const MOST_NAMED = 4;

/** Returns the English names of the first `most` crossings, and the number of the others. */
export function crossingNames(crossings: readonly Crossing[], most = MOST_NAMED): string {
  const named = crossings.slice(0, most).map(({ name }) => name.en);
  const more = crossings.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}

/**
 * Returns the crossings named in a text in plain letters (`plainLetters`). Skips weak names, and names that several
 * crossings share.
 */
export function crossingsNamedIn(text: string, crossings: readonly Crossing[]): Crossing[] {
  const found = gazetteerFor(crossings)
    .find(text)
    .filter(({ weak, candidates }) => !weak && candidates.length === 1)
    .flatMap(({ candidates }) => candidates);
  return crossings.filter((each) => found.includes(each));
}

/** Returns the note of an advisory. If it is too long, cuts the quoted texts first, then the first line. */
export function advisoryNote(first: string, texts: readonly string[], last: string): string {
  const quoted = texts.map((text) => text.trim()).filter((text) => text !== "");
  const end = storableText(last, MOST_NOTE);
  const start = shortened(first, MOST_NOTE - end.length - 1);
  const body = shortened(quoted.join("\n"), MOST_NOTE - start.length - end.length - 2);
  return [start, body, end].filter((text) => text !== "").join("\n");
}

/** Returns a text of at most `most` characters, with an ellipsis if it was cut. */
function shortened(text: string, most: number): string {
  const whole = storableText(text);
  if (whole.length <= most) return whole;
  return most < 2 ? "" : `${storableText(whole, most - 1)}…`;
}
