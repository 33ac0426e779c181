import type { Crossing } from "../places/crossing.ts";
import { actIn } from "./acts.ts";
import { isVoid, isVoidItem } from "./not-news.ts";
import { type Announcement, gazetteerFor } from "./read.ts";
import { plainLetters, sentencesOf } from "./sentences.ts";
import { directionsIn, modesIn } from "./services.ts";
import { daysIn } from "./time/dates.ts";
import { timeDoubts } from "./time/doubts.ts";
import { timesIn } from "./time/times.ts";

/**
 * Matches the start of a line that the publisher's site adds, such as "Updated". Such a line may change while the text
 * stays the same.
 */
const STAMP = /^(?:last )?(?:updated|modified|posted|published|views|actualizad[oa]|publicad[oa]|visitas)\b/;

/** The part of an item's text that matters for crossings, and the crossings that the item names. */
export interface Wording {
  text: string;
  crossings: ReadonlySet<string>;
}

/**
 * Returns the wording of an item; a different wording means that the item was amended. The wording consists of the
 * title and the sentences about places, traffic, acts, days or times, each once and normalized. It leaves out counters
 * and advertisements, which change at every reading.
 */
export function wordingOf(
  { title, text }: Pick<Announcement, "title" | "text">,
  crossings: readonly Crossing[],
): Wording {
  const places = gazetteerFor(crossings);
  const [head, ...sentences] = [title, ...sentencesOf(text)].map(plainLetters);
  const named = (sentence: string) => places.find(sentence).flatMap(({ candidates }) => [...candidates]);
  const bears = (sentence: string): boolean => {
    const tells = actIn(sentence) !== null || named(sentence).length > 0 || places.towns(sentence).size > 0;
    if (tells || STAMP.test(sentence)) return tells;
    const words = [modesIn, directionsIn, daysIn, timesIn, timeDoubts].some((find) => find(sentence).length > 0);
    return words || isVoid(sentence);
  };
  const said = new Set(sentences.filter(bears));
  const isDenied = isVoidItem(head ?? "", sentences);
  return {
    text: JSON.stringify([head, [...said].sort(), isDenied]),
    crossings: new Set([head ?? "", ...sentences].flatMap(named).map(({ slug }) => slug)),
  };
}
