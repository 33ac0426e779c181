import { stringify } from "csv-stringify/sync";

/** RFC 4180 text; the columns are named apart from the rows, so that an answer without rows still has its header. */
export const csvOf = (rows: readonly object[], columns: string[]): string =>
  stringify([...rows], { header: true, columns, cast: { boolean: String }, record_delimiter: "windows" });

/** Text that a spreadsheet takes for text: one that begins as a formula does gets an apostrophe before it. */
export const plain = (text: string | undefined): string | null =>
  text === undefined ? null : /^[=+\-@]/.test(text) ? `'${text}` : text;
