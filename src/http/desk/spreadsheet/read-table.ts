import { type CsvError, parse } from "csv-parse/sync";
import { MOST_DRAFTS_TOGETHER } from "../../../actions/record/record-missing.ts";
import { fold } from "../../../domain/fold.ts";
import { LOCALES } from "../../../locales/index.ts";
import type { SpreadsheetColumn } from "../../../locales/messages/pages/desk-spreadsheet.ts";
import type { Messages } from "../../../locales/messages.ts";
import type { FieldIssue } from "../../../web/desk/form/fields.ts";

/** A line of a table: its number in the file, counted from 1, and its cells. */
export interface TableLine {
  number: number;
  cells: Partial<Record<SpreadsheetColumn, string>>;
  /** Errors in the format of the line, such as too many cells. */
  issues: FieldIssue[];
}

/** A parsed table, or the errors that concern it as a whole. */
export interface Table {
  lines: TableLine[];
  issues: FieldIssue[];
}

/** Maximum number of lines of a table. All of them are recorded in one transaction. */
export const MOST_TABLE_LINES = MOST_DRAFTS_TOGETHER;

/** Columns that every table must have. */
export const REQUIRED_COLUMNS = ["crossing", "status", "from", "publisher"] as const;

/**
 * Parses a table whose first line names the columns, in any language of Garita. Commas, semicolons or tabs separate the
 * cells.
 */
export function readTable(given: string, messages: Messages): Table {
  const { text, delimiter } = cellsOf(given);
  const words = messages.desk.spreadsheet;
  const refused = (...told: string[]): Table => ({
    lines: [],
    issues: told.map((message) => ({ path: "text", message })),
  });
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      delimiter,
    }) as unknown as typeof rows;
  } catch (error) {
    return refused(words.issues.broken((error as CsvError & { lines?: number }).lines ?? 1));
  }
  const [head, ...body] = rows.filter(({ record }) => record.some((cell) => cell !== ""));
  if (head === undefined || body.length === 0) return refused(words.issues.nothing);
  if (body.length > MOST_TABLE_LINES) return refused(words.issues.tooManyLines(MOST_TABLE_LINES, body.length));
  const columns = head.record.map(columnNamed);
  const names = (some: readonly SpreadsheetColumn[]) => some.map((column) => words.columns[column]).join(", ");
  const unknown = head.record.filter((name, i) => columns[i] === undefined && name !== "");
  const repeated = head.record.filter((_, i) => columns[i] !== undefined && columns.indexOf(columns[i]) < i);
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  const faults = [
    ...unknown.map((name) => words.issues.unknownColumn(name, names(COLUMNS))),
    ...repeated.map((name) => words.issues.repeatedColumn(name)),
    ...(missing.length === 0 ? [] : [words.issues.missingColumns(names(missing))]),
  ];
  if (faults.length > 0) return refused(...faults);
  return {
    issues: [],
    lines: body.map(({ record, info }) => ({
      // The parser gives the number of a record's last line. The line breaks within its cells are subtracted.
      number: info.lines - record.join("").split("\n").length + 1,
      cells: Object.fromEntries(
        columns.flatMap((column, i) => (column === undefined ? [] : [[column, record[i] ?? ""]])),
      ),
      issues: [
        ...(record.slice(columns.length).some((cell) => cell !== "")
          ? [{ path: "", message: words.issues.cells(columns.length, record.length) }]
          : []),
        ...columns.flatMap((column, i) =>
          column !== undefined && /^=/.test(record[i] ?? "")
            ? [{ path: column, message: words.issues.got(words.issues.formula, record[i] ?? "") }]
            : [],
        ),
      ],
    })),
  };
}

/** Columns in the order of the template. */
export const COLUMNS: readonly SpreadsheetColumn[] = [
  ...(["crossing", "modes", "directions", "status", "reason", "from", "until"] as const),
  ...(["kind", "publisher", "title", "url", "publishedAt", "note"] as const),
];

const columnNamed = (name: string): SpreadsheetColumn | undefined =>
  COLUMNS.find((column) => LOCALES.some(({ desk }) => fold(desk.spreadsheet.columns[column]) === fold(name)));

/**
 * Returns the table with plain line breaks, and its delimiter. Spreadsheet programs use semicolons if the comma is the
 * decimal sign. Excel may name the delimiter in a first line such as `sep=;`. This line becomes empty.
 */
function cellsOf(given: string): { text: string; delimiter: string } {
  const text = given.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const [line = "", breaks = "", delimiter] = /^(\n*)"?sep=([,;\t])"?[ ,;\t]*(?=\n|$)/i.exec(text) ?? [];
  if (delimiter !== undefined) return { text: `${breaks}${text.slice(line.length)}`, delimiter };
  const head = text.split("\n").find((line) => line.trim() !== "") ?? "";
  return { text, delimiter: [",", ";", "\t"].find((sign) => head.includes(sign)) ?? "," };
}
