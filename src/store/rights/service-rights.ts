/**
 * Rights of the service on each table, as in GRANT. The service adds to the log only through functions
 * ({@link FUNCTION_RIGHTS}), so that the database assigns positions, recording times and hashes.
 */
export const TABLE_RIGHTS: Record<string, string> = {
  _prisma_migrations: "SELECT",
  // The log.
  report: "SELECT",
  status_change: "SELECT",
  hours_change: "SELECT",
  hours_exception: "SELECT",
  claim: "SELECT",
  traffic_count: "SELECT",
  count_report: "SELECT",
  mark: "SELECT",
  report_hash: "SELECT",
  log_key: "SELECT, INSERT",
  // Places, which every start updates from the seed.
  country: "SELECT, INSERT, UPDATE",
  region: "SELECT, INSERT, UPDATE",
  area: "SELECT, INSERT, UPDATE",
  port: "SELECT, INSERT, UPDATE",
  crossing: "SELECT, INSERT, UPDATE",
  service: "SELECT, INSERT",
  feed_row: "SELECT, INSERT, UPDATE, DELETE",
  // People and programs.
  api_key: "SELECT, INSERT, UPDATE (revoked_at)",
  desk_session: "SELECT, INSERT, UPDATE (seen_at), DELETE",
  handover_note: "SELECT, INSERT",
  idempotency_key: "SELECT, INSERT, DELETE",
  // The feed.
  feed_source: "SELECT, INSERT, UPDATE",
  observation: "SELECT, INSERT, UPDATE",
  feed_hour: "SELECT, INSERT, UPDATE, DELETE",
  wait_sample: "SELECT, INSERT, UPDATE, DELETE",
  source_pause: "SELECT, INSERT, UPDATE, DELETE",
  proposal: "SELECT, INSERT, UPDATE (state, settled_at, settled_by, reason, superseded_by), DELETE",
  // Webhooks, chat channels, e-mail and push messages.
  subscription: "SELECT, INSERT, UPDATE (since, state, reason, verified_at, stopped_at, removed, version), DELETE",
  signing_secret: "SELECT, INSERT, UPDATE (until), DELETE",
  delivery: "SELECT, INSERT, UPDATE, DELETE",
  asked_address: "SELECT, INSERT, DELETE",
  email_address: "SELECT, INSERT, UPDATE (address, fingerprint, asked_at), DELETE",
  job_run: "SELECT, INSERT, UPDATE, DELETE",
};

/** Rights of the service on sequences. The other sequences are used by functions only. */
export const SEQUENCE_RIGHTS: Record<string, string> = { delivery_place_seq: "USAGE" };

/** Rights of the service on functions. Two of them run with the rights of the owner of the tables. */
export const FUNCTION_RIGHTS: Record<string, string> = {
  append_in_time: "EXECUTE",
  chain_missing: "EXECUTE",
  queue_turn: "EXECUTE",
};

/** One right, such as `UPDATE (revoked_at)` on the table `api_key`. */
export interface Right {
  kind: "TABLE" | "SEQUENCE" | "FUNCTION" | "SCHEMA";
  object: string;
  privilege: string;
  /** Column of a table to which the right is limited, or null. */
  column: string | null;
}

const rightsOn = (kind: Right["kind"], rights: Record<string, string>): Right[] =>
  Object.entries(rights).flatMap(([object, text]) =>
    [...text.matchAll(/([A-Z]+)(?: \(([^)]*)\))?/g)].flatMap(([, privilege = "", columns]) =>
      (columns?.split(", ") ?? [null]).map((column) => ({ kind, object, privilege, column })),
    ),
  );

/** All rights of the service. */
export const SERVICE_RIGHTS: readonly Right[] = [
  { kind: "SCHEMA", object: "public", privilege: "USAGE", column: null },
  ...rightsOn("TABLE", TABLE_RIGHTS),
  ...rightsOn("SEQUENCE", SEQUENCE_RIGHTS),
  ...rightsOn("FUNCTION", FUNCTION_RIGHTS),
];

/** Writes a right as in GRANT and REVOKE: `UPDATE (revoked_at) ON TABLE public.api_key`. */
export const formatRight = ({ kind, object, privilege, column }: Right): string =>
  `${privilege}${column === null ? "" : ` (${column})`} ON ${kind} ${kind === "SCHEMA" ? object : `public.${object}`}`;
