import { stringify } from "csv-stringify/sync";

/** RFC 4180 text; without `header` more rows of one that was begun. The columns are named apart from the rows, so that an answer without rows still has its header. */
export const csvOf = (rows: readonly object[], columns: string[], { header = true } = {}): string =>
  stringify([...rows], { header, columns, cast: { boolean: String }, record_delimiter: "windows" });

/** Text that a spreadsheet takes for text: one that begins as a formula does gets an apostrophe before it. */
export const plain = (text: string | undefined): string | null =>
  text === undefined ? null : /^[=+\-@]/.test(text) ? `'${text}` : text;
