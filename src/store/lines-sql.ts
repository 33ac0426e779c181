/** The kinds of lines: the table of each, and the columns that not every kind has, null where it has not. */
export const LINE_TABLES = {
  claim: ["claim", 't.status, t.limited, NULL::"Onset" AS onset, t.until, NULL AS hours, t.denied, t.attributed'],
  hours: [
    "hours_change",
    'NULL::"Status" AS status, NULL::bool AS limited, NULL::"Onset" AS onset, NULL AS until, t.hours, NULL::bool AS denied, NULL::bool AS attributed',
  ],
  status: [
    "status_change",
    "t.status, t.limited, t.onset, t.expected_until AS until, NULL AS hours, NULL::bool AS denied, NULL::bool AS attributed",
  ],
} as const;

export type LineKind = keyof typeof LINE_TABLES;

/** The columns that all kinds have. */
export const LINE_COLUMNS = "t.report_id, t.seq, t.line, t.effective_at, t.starts_at";

/** What a line `l`, its report `r` and the retraction `x` of that give: a row of `line-rows`. */
export const LINE_ROW = `l.crossing, l.mode, l.direction, l.kind, l.line, l.status, l.limited, l.onset, l.until, l.hours,
  l.denied, l.attributed, l.effective_at AS "effectiveAt", (extract(epoch FROM l.starts_at) * 1000)::float8 AS "startsAt",
  r.id, r.seq::float8 AS seq, (extract(epoch FROM r.recorded_at) * 1000)::float8 AS "recordedAt",
  r.recorded_by AS "recordedBy", r.source_kind AS "sourceKind", r.publisher, r.title, r.url, r.published_at AS "publishedAt",
  r.reason, r.note, r.retracts, r.origin, (extract(epoch FROM x.recorded_at) * 1000)::float8 AS "retractedAt"`;

/** The report of a line `l`, and what withdrew it. */
export const WITH_REPORT = "JOIN report r ON r.id = l.report_id LEFT JOIN report x ON x.retracts = r.id";

/** The last place in the log by the time of a parameter, in a table `s`; null where the parameter is. */
export const knownBy = (parameter: string): string =>
  `s AS (SELECT (SELECT r.seq FROM report r WHERE r.recorded_at <= ${parameter} ORDER BY r.recorded_at DESC, r.seq DESC LIMIT 1) AS known)`;

/** True for what was on record by the time of a parameter, or by now where it is null. */
export const isKnown = (parameter: string, seq: string): string =>
  `(${parameter}::timestamptz IS NULL OR ${seq} <= s.known)`;
