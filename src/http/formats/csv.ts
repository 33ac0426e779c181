import { stringify } from "csv-stringify/sync";

/**
 * Writes RFC 4180 text. `header: false` continues a table that already has a header. The columns are a separate
 * parameter, so that an answer without rows still has a header. The text begins with a byte order mark: without one,
 * Excel reads the file in the machine's legacy encoding instead of UTF-8.
 */
export const csvOf = (rows: readonly object[], columns: string[], { header = true } = {}): string =>
  stringify([...rows], { header, columns, cast: { boolean: String }, record_delimiter: "windows", bom: header });

/**
 * Keeps a spreadsheet from running a text as a formula: text that looks like a formula is prefixed with an apostrophe.
 */
export const escapeFormula = (text: string | null | undefined): string | null =>
  text === undefined || text === null ? null : /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
