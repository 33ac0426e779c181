import type { RuleText } from "./error-phrases.ts";

/**
 * Characters refused in all text input, for use inside a regular expression's `[…]`. Control characters, lone
 * surrogates and noncharacters are each impossible in some databases, in XML or in headers. Bidirectional controls
 * (Unicode's Bidi_Control) can make a text look different from its contents (https://trojansource.codes). The API
 * description contains this pattern, so it uses only ranges that other languages understand.
 */
const HIDDEN =
  "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff";

/** Characters that start a new line or column. */
const BREAKS = "\\t\\n\\r\\u2028\\u2029";

/** Matches text on one line. */
export const SINGLE_LINE = new RegExp(`^[^${BREAKS}${HIDDEN}]*$`, "u");

/** Matches text with any number of lines, such as a note. */
export const MULTI_LINE = new RegExp(`^[^${HIDDEN}]*$`, "u");

const FIRST_OF_LINE = new RegExp(`[${BREAKS}${HIDDEN}]`, "u");
const FIRST_OF_LINES = new RegExp(`[${HIDDEN}]`, "u");

const ALL_OF_LINES = new RegExp(`[${HIDDEN}]`, "gu");

/** Returns at most `most` UTF-16 units of a text, without half a character at the end. */
export const beginningOf = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");

/** Maximum length of a wrong value in an error, in UTF-16 units. */
const SHOWN = 60;

/** Returns a text if it has at most `most` UTF-16 units, otherwise its beginning and an ellipsis. */
export const excerptOf = (text: string, most = SHOWN): string =>
  text.length > most ? `${beginningOf(text, most)}…` : text;

/** Follows a text that was cut off. */
export const MORE = " …";

/**
 * Returns a text if it has at most `most` characters, otherwise as many of its first words as fit, and an ellipsis. If
 * not even the first word fits, the word is cut.
 */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - MORE.length + 1);
  const words = cut.slice(0, Math.max(0, cut.lastIndexOf(" "))).replace(/[\s,;:·–-]+$/, "");
  return (words || beginningOf(text, most - MORE.length)) + MORE;
}

/**
 * Makes text from a feed acceptable to the database and the API. Replaces each refused character with U+FFFD, because
 * such characters can hide in entities and JSON escapes. Returns at most `most` UTF-16 units, without half a character
 * at the end.
 */
export const storableText = (text: string, most = Number.POSITIVE_INFINITY): string =>
  beginningOf(text.replace(ALL_OF_LINES, "\uFFFD"), most);

/** Returns the broken rule with the first refused character and its position. The author cannot see that character. */
export function hiddenFault(text: string, lines: boolean): RuleText {
  const index = text.search(lines ? FIRST_OF_LINES : FIRST_OF_LINE);
  const code = (text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return ["hiddenCharacter", lines, [...text.slice(0, index)].length + 1, `U+${code}`];
}

/** Escapes hidden characters as in JSON, so that they can be seen. */
export const showInvisible = (text: string): string =>
  text.replace(
    new RegExp(FIRST_OF_LINE, "gu"),
    (one) => `\\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
