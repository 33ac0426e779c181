import type { Temporal } from "temporal-polyfill";
import type { KnownDraft } from "../../../actions/record/record-missing.ts";
import { Refusal } from "../../../domain/errors.ts";
import { fold } from "../../../domain/fold.ts";
import { type Crossing, nameIn, zonesOf } from "../../../domain/places/crossing.ts";
import { findNearestNames } from "../../../domain/places/names.ts";
import { excerptOf } from "../../../domain/plain-text.ts";
import { acceptDraft } from "../../../domain/record/draft.ts";
import type { ReportLines } from "../../../domain/record/report.ts";
import { compareInstants, endOf } from "../../../domain/time/moment.ts";
import { LOCALES } from "../../../locales/index.ts";
import type { SpreadsheetColumn } from "../../../locales/messages/pages/desk-spreadsheet.ts";
import type { Messages } from "../../../locales/messages.ts";
import type { FieldIssue } from "../../../web/desk/form/fields.ts";
import { emptyLine, emptyReport, type TypedReport, type TypedTime } from "../../../web/desk/form/report.ts";
import { mapInTurns } from "../../../yield-turn.ts";
import { fieldIssues } from "../field-issues.ts";
import { readReport } from "../read-report.ts";
import { crossingsNamed } from "./find-crossing.ts";
import { lineId } from "./line-id.ts";
import { readCellTime } from "./read-cell-time.ts";
import { REQUIRED_COLUMNS, type Table, type TableLine } from "./read-table.ts";

/** A line of a spreadsheet: the report that it becomes, or its errors by column. */
export interface ReadLine {
  number: number;
  report: (KnownDraft & { lines: ReportLines }) | null;
  issues: FieldIssue[];
}

/** Maximum number of names in one cell. */
const MOST_NAMES = 60;

/**
 * Maximum number of changes in a table, counted by service. Reports with this many changes, together with their texts,
 * have fewer characters than the log can append in one transaction.
 */
export const MOST_SERVICE_CHANGES = 4000;

/**
 * Reads every line of a table with the rules and messages of the report form. Lets other requests run between lines.
 */
export function readLines(
  { lines }: Table,
  crossings: ReadonlyMap<string, Crossing>,
  now: Temporal.Instant,
  messages: Messages,
): Promise<ReadLine[]> {
  const seen = new Map<string, number>();
  return mapInTurns(lines, (line) => {
    const read = readLine(line, crossings, now, messages);
    const earlier = read.report && seen.get(read.report.id);
    if (earlier) {
      const message = messages.desk.spreadsheet.issues.repeats(earlier);
      return { number: line.number, report: null, issues: [{ path: "", message }] };
    }
    if (read.report !== null) seen.set(read.report.id, line.number);
    return read;
  });
}

function readLine(
  line: TableLine,
  crossings: ReadonlyMap<string, Crossing>,
  now: Temporal.Instant,
  messages: Messages,
): ReadLine {
  const { number, cells } = line;
  const issues = [...line.issues];
  const typed = typedLine(cells, crossings, messages, issues);
  if (issues.length > 0) return { number, report: null, issues };
  const id = lineId(typed, cells.title ?? "");
  // An end that has passed at all crossings is the reopening. Any other end is only expected, because its day may not
  // be over.
  const expected = readReport(typed, crossings, messages);
  const ends = (expected.draft?.changes ?? []).map(
    ({ crossing, expectedUntil }) => expectedUntil && endOf(expectedUntil, zonesOf(crossings)(crossing)),
  );
  const isOver = ends.length > 0 && ends.every((end) => end && compareInstants(end, now) <= 0);
  const ended: TypedReport = { ...typed, lines: typed.lines.map((each) => ({ ...each, ending: "announced" })) };
  const isShut = typed.lines.every(({ status }) => status === "closed" || status === "suspended");
  const asked = isOver && isShut ? ended : typed;
  const { draft, issues: found } = asked === typed ? expected : readReport(ended, crossings, messages);
  const told = (some: readonly FieldIssue[]) => some.map((issue) => inColumn(issue, cells, messages));
  if (draft === null) return { number, report: null, issues: told(found) };
  try {
    const lines = acceptDraft(draft, crossings);
    return { number, report: { id, draft, lines }, issues: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { number, report: null, issues: told(fieldIssues(withoutValues(error), asked, crossings, messages)) };
  }
}

/** Leaves out the values of errors, because {@link inColumn} adds the cells. */
const withoutValues = ({ issues }: Refusal): Pick<Refusal, "issues"> => ({
  issues: issues.map(({ path, rule }) => ({ path, rule })),
});

type Cells = TableLine["cells"];

/** Converts the cells to the fields of a report form, and adds the errors that only a spreadsheet can have. */
function typedLine(
  cells: Cells,
  crossings: ReadonlyMap<string, Crossing>,
  messages: Messages,
  issues: FieldIssue[],
): TypedReport {
  const { issues: texts, defaultTitle } = messages.desk.spreadsheet;
  const cell = (column: SpreadsheetColumn): string => cells[column] ?? "";
  const add = (column: SpreadsheetColumn, message: string): undefined => void issues.push({ path: column, message });
  for (const column of REQUIRED_COLUMNS) if (cell(column) === "") add(column, texts.required);
  const namesIn = (column: SpreadsheetColumn): string[] => {
    const names = listIn(cell(column));
    if (names.length <= MOST_NAMES) return names;
    add(column, texts.tooManyNames(MOST_NAMES, names.length));
    return [];
  };
  const slugs = namesIn("crossing").flatMap((name) => {
    const found = crossingsNamed(name, crossings);
    const names = found.slice(0, 4).map(({ slug }) => slug);
    if (found.length === 1) return names;
    add(
      "crossing",
      found.length === 0
        ? unknownText(name, crossings, messages)
        : texts.severalCrossings(excerptOf(name), names.join(", ")),
    );
    return [];
  });
  const word = (column: WordColumn, value: string): string => {
    const known = messages.desk.spreadsheet.words[column];
    const meant = meaningOf(column, value);
    if (meant === undefined) add(column, texts.unknownWord(excerptOf(value), known.map(([each]) => each).join(", ")));
    return meant ?? "";
  };
  const words = (column: WordColumn) => namesIn(column).map((value) => word(column, value));
  const one = (column: WordColumn, otherwise: string) => (cell(column) === "" ? otherwise : word(column, cell(column)));
  const time = (column: "from" | "until"): TypedTime => {
    const { time: read, fault } = readCellTime(cell(column), slugs, crossings, messages);
    if (fault !== undefined) add(column, texts.got(fault, excerptOf(cell(column))));
    return read;
  };
  return {
    ...emptyReport("spreadsheet"),
    kind: one("kind", "operator"),
    publisher: cell("publisher"),
    title: cell("title") || defaultTitle,
    url: cell("url"),
    publishedAt: cell("publishedAt"),
    reason: one("reason", ""),
    note: cell("note"),
    lines: [
      {
        ...emptyLine("change", [...new Set(slugs)]),
        modes: words("modes"),
        directions: words("directions"),
        status: one("status", ""),
        from: time("from"),
        until: time("until"),
      },
    ],
  };
}

/** Says that no crossing has this name, and which crossings have similar names. */
function unknownText(name: string, crossings: ReadonlyMap<string, Crossing>, messages: Messages): string {
  const { issues } = messages.desk.spreadsheet;
  const similar = findNearestNames(name, crossings).map((each) => `${nameIn(each, messages)} (${each.slug})`);
  if (similar.length === 0) return issues.noCrossing(excerptOf(name), "laredo-gateway");
  return issues.similarCrossings(excerptOf(name), similar.join(messages.desk.report.or));
}

type WordColumn = "modes" | "directions" | "status" | "reason" | "kind";

/** Returns the word of the API that a cell means, in any language of Garita. */
function meaningOf(column: WordColumn, value: string): string | undefined {
  const wanted = fold(value);
  const words = LOCALES.flatMap(({ desk }) => desk.spreadsheet.words[column]);
  return words.find(([word, meant]) => fold(word) === wanted || meant === wanted)?.[1];
}

const listIn = (cell: string): string[] =>
  cell
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Assigns an error of the report form to the column of its field, and names the value. */
function inColumn({ path, message }: FieldIssue, cells: Cells, { desk }: Messages): FieldIssue {
  const field = path.replace(/^lines\.0\.?/, "");
  const [part = ""] = field.split(".");
  const column = (part === "crossings" ? "crossing" : part === "ending" ? "until" : part) as SpreadsheetColumn;
  const value = excerptOf(cells[column] ?? "");
  const isSaid = value === "" || message.includes(value);
  return { path: column, message: isSaid ? message : desk.spreadsheet.issues.got(message, value) };
}
