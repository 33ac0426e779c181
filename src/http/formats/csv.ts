import { stringify } from "csv-stringify/sync";

/**
 * RFC 4180 text; without `header` more rows of one that was begun. The columns are named apart from the rows, so that an answer
 * without rows still has its header. It begins with a byte order mark, without which Excel takes UTF-8 for the alphabet of its
 * machine.
 */
export const csvOf = (rows: readonly object[], columns: string[], { header = true } = {}): string =>
  stringify([...rows], { header, columns, cast: { boolean: String }, record_delimiter: "windows", bom: header });

/** Text that a spreadsheet takes for text: one that begins as a formula does gets an apostrophe before it. */
export const plain = (text: string | null | undefined): string | null =>
  text === undefined || text === null ? null : /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
