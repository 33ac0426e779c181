/** Hashes of a report: a change to the report, or to any report before it, would change `hash`. */
export interface ReportHashes {
  /** SHA-256 of the report's canonical form, in hex. That form includes `previousHash`. */
  hash: string;
  /** Hash of the report before. Null for the first report. */
  previousHash: string | null;
}
