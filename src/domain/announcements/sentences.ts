import { fold } from "../fold.ts";
import { storableText } from "../plain-text.ts";

const MONTH = "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ene|abr|ago|dic";
const ABBREVIATED = new RegExp(
  `(?:\\b(?:${MONTH}|mon|tues?|wed|thurs?|fri|sat|sun|no|st|ft|dr|mr|ms|mrs|gov|u\\.s|ee|uu|intl|approx)|\\bu\\. ?s|ee\\. ?uu)$`,
  "i",
);
/** Matches the two letters of an abbreviation that is written with a space, as in "6 A. M." and "U. S.". */
const SPACED = [
  [/\d ?[ap]$/i, /^m\b/i],
  [/\bu$/i, /^s\b/i],
] as const;
const HALF_DAY = /\b[ap]\. ?m$/i;
/** Matches capitalized words that may follow "a.m." within a sentence. */
const AFTER_TIME =
  /^(?:[ECMP][SD]?T|UTC|GMT|Eastern|Central|Mountain|Pacific|Local|Arizona|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/;
const BREAK = /[.!?…]["”’')\]]*\s+|\s*\n\s*|\s*[•·▪]\s*/g;

/**
 * Maximum number of characters read. Announcements state their news early, and the patterns would be slow on huge
 * texts.
 */
const MOST_TEXT = 20_000;
const MOST_SENTENCE = 800;

/** Splits a text into sentences, also at line breaks and bullets, but not after "a.m.", "Dec." or "U.S.". */
export function sentencesOf(given: string): string[] {
  const text = storableText(given, MOST_TEXT)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n");
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(BREAK)) {
    const before = text.slice(start, match.index);
    const next = text.slice(match.index + match[0].length);
    if (/^[.]/.test(match[0]) && !endsAtStop(before, next)) continue;
    sentences.push(text.slice(start, match.index + match[0].trimEnd().replace(/[\n•·▪]/g, "").length));
    start = match.index + match[0].length;
  }
  sentences.push(text.slice(start));
  return sentences
    .map((sentence) =>
      storableText(sentence, MOST_SENTENCE)
        .trim()
        .replace(/^[-–*]\s+/, ""),
    )
    .filter((sentence) => /\p{L}/u.test(sentence));
}

function endsAtStop(before: string, next: string): boolean {
  if (SPACED.some(([first, second]) => first.test(before) && second.test(next))) return false;
  if (HALF_DAY.test(before)) return /^["“¿¡(]?\p{Lu}/u.test(next) && !AFTER_TIME.test(next);
  return !ABBREVIATED.test(before) && !/^\p{Ll}/u.test(next);
}

/** Returns text normalized for comparison: lower case, no accents, one kind of quote, dash and space. */
export const plainLetters = (text: string): string =>
  fold(text)
    .replace(/[’‘]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/[–—−]/g, "-");
