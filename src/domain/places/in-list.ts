import type { TextMessages } from "../phrases.ts";

/** Formatters are cached because creating one costs more than using it. */
const formats = new Map<string, Intl.ListFormat>();

/** Joins names into one list within a sentence: `Laredo, Nogales and Tecate`, or with `or` before the last. */
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
