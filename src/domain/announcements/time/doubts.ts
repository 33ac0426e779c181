import { timesIn } from "./times.ts";

/** Matches text that looks like a time of day. */
const TIMELIKE = new RegExp(
  [
    "\\b\\d{1,2}(?::\\d{2})? ?o'clock",
    "\\b\\d{1,2}[:h]\\d{2}\\b(?! ?(?:ratio|odds))",
    "\\b\\d{1,4}(?:[:.]\\d{2})? ?[ap](?:\\. ?m\\b|m\\b)",
    "(?<!, ?)\\b\\d{3,4} ?(?:hours|hrs?|horas?|local|zulu|[lz])\\b",
    "\\bat (?!(?:19|20)\\d\\d\\b)(?:[01]\\d|2[0-4])[0-5]\\d\\b",
    "\\b(?:at|by|until|from) (?:1[0-2]|[1-9])(?= (?:on|until|today|tonight|tomorrow|sharp|daily|local|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b|[.;]? ?$)",
    "\\b(?:a|desde|hasta) las? \\d{1,2}\\b",
    "\\b(?:sunrise|sunset|dawn|dusk|daybreak|nightfall|close of business|amanecer|atardecer|anochecer)\\b",
    "\\b(?:half|quarter) (?:past|to|after) \\w+|\\by (?:media|cuarto)\\b",
  ].join("|"),
  "g",
);

/** Returns a doubt for each part of a sentence that looks like a time of day but was not read as one. */
export function timeDoubts(sentence: string): string[] {
  const times = timesIn(sentence);
  return [...sentence.matchAll(TIMELIKE)]
    .filter(({ 0: text, index }) => !times.some((time) => time.index < index + text.length && index < time.end))
    .map(({ 0: text }) => `"${text}" looks like a time of day but was not understood; check it in the text.`);
}
