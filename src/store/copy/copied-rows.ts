/**
 * A table that a copy contains besides reports and places. `query` selects the rows in an order that an index gives, so
 * that the first rows arrive at once. `yearOf` is the column whose year divides the rows into files.
 */
export interface CopiedTable {
  name: "feed_source" | "observation" | "feed_hour" | "wait_sample" | "proposal";
  query: string;
  yearOf?: string;
}

/**
 * The readings of feeds, on which waits, evidence and doubts depend, and the proposals that became reports, because a
 * report names its proposal. In the order in which they can be restored. What operators wrote about a proposal is left
 * out.
 */
export const COPIED_TABLES: readonly CopiedTable[] = [
  {
    name: "proposal",
    query:
      "SELECT p.*, NULL AS superseded_by, NULL AS reason, NULL AS retracts, NULL AS doubts FROM proposal p JOIN report r ON r.origin = p.id ORDER BY p.id",
  },
  { name: "feed_source", query: "SELECT * FROM feed_source ORDER BY name" },
  { name: "observation", query: "SELECT * FROM observation ORDER BY crossing, mode, direction" },
  { name: "feed_hour", query: "SELECT * FROM feed_hour ORDER BY hour, crossing, mode, direction", yearOf: "hour" },
  {
    name: "wait_sample",
    query: "SELECT * FROM wait_sample ORDER BY hour, crossing, mode, direction, lane",
    yearOf: "hour",
  },
];

/** A row of a table as PostgreSQL writes it in JSON. */
export type CopiedRow = Readonly<Record<string, unknown>>;

/** Lets a transaction wait longer than usual for its next statement, because a slow disk reads or writes files meanwhile. */
export const PATIENT = "SET LOCAL idle_in_transaction_session_timeout = '10min'";
