/** Columns that only some kinds of lines have, each with the typed NULL that the other kinds select. */
const ABSENT = {
  status: 'NULL::"Status"',
  limited: "NULL::bool",
  onset: 'NULL::"Onset"',
  until: "NULL",
  hours: "NULL",
  denied: "NULL::bool",
  attributed: "NULL::bool",
  lifts: "NULL::jsonb",
  programmes: "NULL::text[]",
  number: "NULL::int",
};

/**
 * Returns SQL for the columns in `ABSENT`, in the same order for all kinds. `own` is the SQL of the kind's own columns.
 */
const columns = (own: Partial<typeof ABSENT>): string =>
  Object.entries({ ...ABSENT, ...own })
    .map(([name, value]) => (value === `t.${name}` ? value : `${value} AS ${name}`))
    .join(", ");

const LIMITED = { status: "t.status", limited: "t.limited", programmes: "nullif(t.programmes, '{}')::text[]" };

/** Table of each kind of line, and SQL for the columns that only some kinds have. */
export const LINE_TABLES = {
  claim: ["claim", columns({ ...LIMITED, until: "t.until", denied: "t.denied", attributed: "t.attributed" })],
  count: ["traffic_count", columns({ number: "t.number" })],
  hours: ["hours_change", columns({ hours: "t.hours" })],
  // For an exception, this column holds its days with their hours.
  exception: ["hours_exception", columns({ until: "t.until", hours: "t.exception" })],
  status: ["status_change", columns({ ...LIMITED, onset: "t.onset", until: "t.expected_until", lifts: "t.lifts" })],
} as const;

export type LineKind = keyof typeof LINE_TABLES;

/** Columns of all kinds of lines. */
export const LINE_COLUMNS = "t.report_id, t.seq, t.line, t.effective_at, t.starts_at";

/**
 * Returns SQL for an instant in milliseconds since 1970. Rounded, because fractions of seconds times 1000 are not
 * always whole.
 */
export const epoch = (instant: string): string => `round(date_part('epoch', ${instant}) * 1000)`;

/** Columns of a `LineRow`, from a line `l`, its report `r` and its retraction `x`. */
export const LINE_ROW = `l.crossing, l.mode, l.direction, l.kind, l.line, l.status, l.limited, l.onset, l.until, l.hours,
  l.denied, l.attributed, l.lifts, l.programmes, l.number, l.effective_at AS "effectiveAt", ${epoch("l.starts_at")} AS "startsAt",
  r.id, r.seq::float8 AS seq, ${epoch("r.recorded_at")} AS "recordedAt",
  r.recorded_by AS "recordedBy", r.source_kind AS "sourceKind", r.publisher, r.title, r.url, r.published_at AS "publishedAt",
  r.reason, r.note, r.retracts, r.origin, ${epoch("x.recorded_at")} AS "retractedAt"`;

/** Joins a line `l` with its report and its retraction. */
export const WITH_REPORT = "JOIN report r ON r.seq = l.seq LEFT JOIN report x ON x.retracts = r.id";

/**
 * Returns SQL for a table `s`, whose only row describes the log at the time in the parameter, or at present if the
 * parameter is null. `known` is the last `seq` at that time. After `horizon`, only lines flagged `ahead` take effect.
 */
export const knownLinesSql = (parameter: string): string =>
  `s AS MATERIALIZED (SELECT CASE WHEN ${parameter}::timestamptz IS NULL THEN ${LAST_SEQ} ELSE (SELECT r.seq FROM report r
      WHERE r.recorded_at <= ${parameter} ORDER BY r.recorded_at DESC, r.seq DESC LIMIT 1) END AS known,
    coalesce(${parameter} + INTERVAL '768 hours', 'infinity') AS horizon)`;

/**
 * Highest possible `seq`, the bound of queries without a time. With it, all queries have the same plan, and the index
 * alone shows which lines were known.
 */
const LAST_SEQ = "9223372036854775807";

/**
 * Returns the SQL condition that a row was on record at the time given to {@link knownLinesSql}. The query must include
 * that function's table `s`.
 */
export const isKnown = (seq: string): string => `${seq} <= s.known`;
