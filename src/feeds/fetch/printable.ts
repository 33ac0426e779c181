/**
 * Makes a text from the feed safe to store and show. It removes control characters, direction marks and lone
 * surrogates, which a database or a page would reject. Line breaks stay. The result has at most `most` characters.
 */
export const printable = (text: string, most: number): string =>
  text
    .replace(/[^\P{C}\n]/gu, " ")
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim();
