/** A formatter costs more to make than to use: each is made once. */
const formats = new Map<string, Intl.ListFormat>();

/** Names as one list within a sentence: `Texas, Arizona and California`, or with `or` before the last. */
export function inList(names: readonly string[], language: string, word: "and" | "or" = "and"): string {
  const key = `${language} ${word}`;
  // American English would put a comma before the last name, and newspapers do not.
  const locale = language === "en" ? "en-GB" : language;
  const type = word === "and" ? "conjunction" : "disjunction";
  const format = formats.get(key) ?? new Intl.ListFormat(locale, { type });
  formats.set(key, format);
  return format.format(names);
}
