import type { TextMessages } from "../phrases.ts";

/** Creating a formatter costs more than using it, so each is created once. */
const formats = new Map<string, Intl.ListFormat>();

/** Names as one list within a sentence: `Texas, Arizona and California`, or with `or` before the last. */
export function inList(
  names: readonly string[],
  { listLocale }: Pick<TextMessages, "listLocale">,
  word: "and" | "or" = "and",
): string {
  const key = `${listLocale} ${word}`;
  const type = word === "and" ? "conjunction" : "disjunction";
  const format = formats.get(key) ?? new Intl.ListFormat(listLocale, { type });
  formats.set(key, format);
  return format.format(names);
}
