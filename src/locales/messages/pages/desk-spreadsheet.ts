/** Columns of a spreadsheet of past closures, in the order of the template. */
export type SpreadsheetColumn =
  | "crossing"
  | "modes"
  | "directions"
  | "status"
  | "reason"
  | "from"
  | "until"
  | "kind"
  | "publisher"
  | "title"
  | "url"
  | "publishedAt"
  | "note";

/** Words for recording a spreadsheet of past closures. */
export interface DeskSpreadsheetWords {
  spreadsheet: {
    /** Name in the navigation. */
    short: string;
    title: string;
    lead: string;
    template: string;
    file: string;
    /** Limits of a file. */
    fileHint: (lines: number, size: string) => string;
    text: string;
    textHint: string;
    preview: string;
    previewAgain: string;
    recordAll: (count: number) => string;
    /** Label of the button that records the valid lines and leaves out the wrong ones. */
    recordValid: (count: number, wrong: number) => string;
    columns: Record<SpreadsheetColumn, string>;
    /** What goes into each column. */
    columnHints: Record<SpreadsheetColumn, string>;
    /** An example line for the template. */
    example: Record<SpreadsheetColumn, string>;
    /** Words that the cells of a column may contain, each with the API's word for it. */
    words: Record<
      "modes" | "directions" | "status" | "reason" | "kind",
      readonly (readonly [word: string, means: string])[]
    >;
    /** Title of a report if its line gives none. */
    defaultTitle: string;
    line: string;
    will: string;
    known: string;
    /** Says why a line is skipped if its report was withdrawn, and how to record it again. */
    withdrawn: string;
    seeWithdrawn: string;
    counts: (valid: number, wrong: number, known: number, withdrawn: number) => string;
    today: string;
    noneToday: string;
    recorded: (recorded: number, known: number) => string;
    changed: string;
    issues: {
      fileNeeded: string;
      nothing: string;
      notText: string;
      tooLarge: (most: string, got: string) => string;
      tooManyLines: (most: number, got: number) => string;
      tooManyChanges: (most: number, got: number) => string;
      tooManyNames: (most: number, got: number) => string;
      broken: (line: number) => string;
      missingColumns: (names: string) => string;
      unknownColumn: (name: string, known: string) => string;
      repeatedColumn: (name: string) => string;
      cells: (expected: number, got: number) => string;
      required: string;
      formula: string;
      noCrossing: (value: string, example: string) => string;
      /** Crossings with similar names, each with its address. */
      similarCrossings: (value: string, names: string) => string;
      severalCrossings: (value: string, names: string) => string;
      unknownWord: (value: string, known: string) => string;
      moment: string;
      /** Error if the crossing does not have the given UTC offset at that local time. */
      offset: (crossing: string, offsets: readonly string[]) => string;
      offsetWithoutTime: string;
      repeats: (line: number) => string;
      got: (message: string, value: string) => string;
    };
  };
}
