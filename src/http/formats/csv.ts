import { stringify } from "csv-stringify/sync";

/**
 * Writes RFC 4180 text. `header: false` continues a table that already has a header. The columns are a separate
 * parameter, so that even an answer without rows has a header. The text begins with a byte order mark: without one,
 * Excel reads the file in the machine's legacy encoding instead of UTF-8.
 */
export const csvOf = (rows: readonly object[], columns: string[], { header = true } = {}): string =>
  stringify([...rows], { header, columns, cast: { boolean: String }, record_delimiter: "windows", bom: header });

/** Returns the text with an apostrophe in front if it looks like a formula, so that a spreadsheet does not run it. */
export const escapeFormula = (text: string | null | undefined): string | null =>
  text === undefined || text === null ? null : /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
