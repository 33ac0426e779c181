import type { TextMessages } from "../phrases.ts";

/** Names as one list within a sentence: `Texas, Arizona and California`, or with `or` before the last. */
export const inList = (
  names: readonly string[],
  { listLocale }: Pick<TextMessages, "listLocale">,
  type: "and" | "or" = "and",
): string => new Intl.ListFormat(listLocale, { type: type === "and" ? "conjunction" : "disjunction" }).format(names);
