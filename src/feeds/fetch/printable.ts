/**
 * A text of the feed as it may be stored and shown: without control characters, marks of direction and halves of
 * characters, which a database or a page refuses; line breaks stay. At most `most` characters.
 */
export const printable = (text: string, most: number): string =>
  text
    .replace(/[^\P{C}\n]/gu, " ")
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim();
