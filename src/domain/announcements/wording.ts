import type { Crossing } from "../places/crossing.ts";
import { actIn } from "./acts.ts";
import { isVoid, isVoidItem } from "./not-news.ts";
import { type Announcement, placesOf } from "./read.ts";
import { plain, sentencesOf } from "./sentences.ts";
import { directionsIn, modesIn } from "./services.ts";
import { daysIn } from "./time/dates.ts";
import { timeDoubts } from "./time/doubts.ts";
import { timesIn } from "./time/times.ts";

/** A line that the site adds, and renews without the text being another one. */
const STAMP = /^(?:last )?(?:updated|modified|posted|published|views|actualizad[oa]|publicad[oa]|visitas)\b/;

/** What an item says in so far as it bears on crossings, and which crossings it names. */
export interface Wording {
  text: string;
  crossings: ReadonlySet<string>;
}

/**
 * The wording of an item, by which an amended one is told from the same one seen again: its title and the sentences that
 * name a place, traffic, an act, a day or a time, each once, in plain letters. Counters, advertisements and the like
 * change with every look.
 */
export function wordingOf(
  { title, text }: Pick<Announcement, "title" | "text">,
  crossings: readonly Crossing[],
): Wording {
  const places = placesOf(crossings);
  const [head, ...sentences] = [title, ...sentencesOf(text)].map(plain);
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
