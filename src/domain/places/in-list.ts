/** Names as one list within a sentence: `Texas, Arizona and California`, or with `or` before the last. */
export const inList = (names: readonly string[], language: string, type: "and" | "or" = "and"): string =>
  // American English would put a comma before the last name, and newspapers do not.
  new Intl.ListFormat(language === "en" ? "en-GB" : language, {
    type: type === "and" ? "conjunction" : "disjunction",
  }).format(names);
