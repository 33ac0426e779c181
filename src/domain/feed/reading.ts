import type { Temporal } from "temporal-polyfill";
import { storableText } from "../plain-text.ts";
import type { FeedDocument, Reading } from "./observation.ts";

/** A row of a document for a crossing in Garita's table. */
export interface ListedRow {
  key: string;
  readings: Reading[];
  /** Latest instant that the row's own date allows. Null if it has no date. */
  datedUntil: Temporal.Instant | null;
  /** The row's notice as plain text with line breaks. Empty if there is none. */
  notice: string;
}

/** A row for the border that Garita tracks, whose crossing Garita neither tracks nor deliberately ignores. */
export interface UnknownRow {
  key: string;
  /** Port and crossing as printed. */
  name: string;
}

/** A feed document row by row, with its unknown, absent and faulty rows. */
export interface ReadDocument extends FeedDocument {
  /** `all` if documents in this format list every port, `part` if the address selects ports. */
  coverage: "all" | "part";
  /** Number of rows that Garita expects in this format. */
  knownRows: number;
  listed: ListedRow[];
  unknown: UnknownRow[];
  /** Expected rows that are missing from a document of all ports. */
  absent: string[];
  /** Keys or positions of unreadable rows. */
  faulty: string[];
}

/** Contents of a document without its old rows. */
export interface FreshRows {
  listed: ListedRow[];
  readings: Reading[];
  /** Keys of rows that are old by their own date. */
  aged: string[];
}

/** Maximum length of the list of row names. The counts are always complete. */
const MOST_NAMES = 300;

/** Returns the numbers and names of unexpected rows, for the record of a job run. */
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
