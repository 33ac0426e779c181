import type { Temporal } from "temporal-polyfill";
import type { FeedDocument, Reading } from "./observation.ts";

/** A row of a document that is on our allow-list. */
export interface ListedRow {
  key: string;
  readings: Reading[];
  /** The last instant that the row's own date, and time if given, may mean; null if it has no date. */
  datedUntil: Temporal.Instant | null;
  /** The row's notice as plain text with line breaks; empty if it has none. */
  notice: string;
}

/** A row for the Mexican border that is neither on our allow-list nor excluded on purpose. */
export interface UnknownRow {
  key: string;
  /** The port and the crossing, as printed. */
  name: string;
}

/** A feed document row by row, with its unknown, absent and faulty rows. */
export interface ReadDocument extends FeedDocument {
  /** `all` if documents of this form list every port, `part` if the document's address selects ports. */
  coverage: "all" | "part";
  /** The number of rows that our allow-list has for this form. */
  knownRows: number;
  listed: ListedRow[];
  unknown: UnknownRow[];
  /** Rows on our allow-list that are missing from a document of all ports. */
  absent: string[];
  /** Rows that could not be read, by key or position. */
  faulty: string[];
}

/** The contents of a document without its old rows. */
export interface FreshRows {
  listed: ListedRow[];
  readings: Reading[];
  /** The keys of rows that are old by their own date. */
  aged: string[];
}

/** The most characters for the names of rows. The counts beside them are always complete. */
const MOST_NAMES = 300;

/** Returns the number of unexpected rows of each kind, and their names, for the record of a job run. */
export function oddRows(document: ReadDocument, { aged }: FreshRows): Record<string, number | string> {
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
