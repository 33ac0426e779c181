import type { Temporal } from "temporal-polyfill";
import type { FeedDocument, Reading } from "./observation.ts";

/** A row of our allow-list that a document has. */
export interface ListedRow {
  key: string;
  readings: Reading[];
  /** The last instant that the row's own date, and time where it has one, may mean; null where it has none. */
  datedUntil: Temporal.Instant | null;
  /** The text of its notice, in plain text with line breaks; empty where it has none. */
  notice: string;
}

/** A row of the Mexican border that is neither in our allow-list nor left out on purpose. */
export interface UnknownRow {
  key: string;
  /** The port and the crossing, as printed. */
  name: string;
}

/** A document of the feed row by row, with what it has too much and too little. */
export interface ReadDocument extends FeedDocument {
  /** `all` where a document of its form lists every port, `part` where its address says which. */
  coverage: "all" | "part";
  /** How many rows our allow-list knows in this form. */
  knownRows: number;
  listed: ListedRow[];
  unknown: UnknownRow[];
  /** Rows of our allow-list that a document of all ports has not. */
  absent: string[];
  /** Rows that could not be read, by their key or their place. */
  faulty: string[];
}

/** What a document says without its old rows. */
export interface FreshPart {
  listed: ListedRow[];
  readings: Reading[];
  /** The rows that are old by their own date. */
  aged: string[];
}

/** The names of rows are told in so many characters at most; the numbers beside them are whole. */
const MOST_NAMES = 300;

/** What a run tells of the rows that are not as expected: how many of each kind there are, and which. */
export function oddRows(document: ReadDocument, { aged }: FreshPart): Record<string, number | string> {
  const unknown = document.unknown.map(({ key, name }) => `${key} ${name}`.trim());
  const kinds = { unknown, absent: document.absent, aged, faulty: document.faulty };
  const names = Object.entries(kinds)
    .filter(([, rows]) => rows.length > 0)
    .map(([kind, rows]) => `${kind}: ${rows.join(", ")}`)
    .join("; ");
  const counts = Object.entries(kinds).map(([kind, rows]) => [`${kind}Rows`, rows.length] as const);
  return {
    ...Object.fromEntries(counts),
    ...(names === "" ? {} : { oddRows: names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES)}…` : names }),
  };
}
