import type { Temporal } from "temporal-polyfill";
import { storableText } from "../plain-text.ts";
import type { FeedDocument, Reading } from "./observation.ts";

/** A row of a document that is on our allow-list. */
export interface ListedRow {
  key: string;
  readings: Reading[];
  /** Last instant to which the row's own date (with its time, if given) may refer. Null if it has no date. */
  datedUntil: Temporal.Instant | null;
  /** Notice of the row as plain text with line breaks. Empty if the row has none. */
  notice: string;
}

/** A row for the Mexican border that is neither on our allow-list nor deliberately excluded. */
export interface UnknownRow {
  key: string;
  /** Port and crossing, as printed. */
  name: string;
}

/** A feed document row by row, with its unknown, absent and faulty rows. */
export interface ReadDocument extends FeedDocument {
  /** `all` if documents in this format list every port, `part` if the document's address selects ports. */
  coverage: "all" | "part";
  /** Number of rows that our allow-list has for this format. */
  knownRows: number;
  listed: ListedRow[];
  unknown: UnknownRow[];
  /** Rows on our allow-list that are missing from a document of all ports. */
  absent: string[];
  /** Keys or positions of the rows that could not be read. */
  faulty: string[];
}

/** The contents of a document without its old rows. */
export interface FreshRows {
  listed: ListedRow[];
  readings: Reading[];
  /** Keys of the rows that are old by their own date. */
  aged: string[];
}

/** Maximum number of characters for the names of rows. The counts beside the names are always complete. */
const MOST_NAMES = 300;

/** Returns the number of unexpected rows of each kind, with their names, for the record of a job run. */
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
    ...(names === "" ? {} : { oddRows: names.length > MOST_NAMES ? `${storableText(names, MOST_NAMES)}…` : names }),
  };
}
