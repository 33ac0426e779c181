import type { z } from "zod";
import type { Form } from "../route.ts";
import type { ReportsAnswer } from "../wire/report.ts";
import { csvOf, escapeFormula } from "./csv.ts";

type ListedReport = z.input<typeof ReportsAnswer>["reports"][number];

/**
 * Reports as RFC 4180 text, one row per line. A report without lines, such as a warning or a retraction, also has one
 * row.
 */
export const reportsCsv: Form = {
  name: "csv",
  type: "text/csv",
  file: (_wire, { query }) => ({ of: query.crossing === undefined ? "reports" : `reports-${query.crossing}` }),
  write: (wire) => reportsTable((wire as z.input<typeof ReportsAnswer>).reports),
};

/** Writes reports as a table, or as the continuation of one, without a header. */
export const reportsTable = (reports: readonly ListedReport[], header = true): string =>
  csvOf(reports.flatMap(rowsOf), COLUMNS, { header });

function rowsOf({ changes, claims, source, ...report }: ListedReport): object[] {
  const head = {
    ...report,
    recordedBy: escapeFormula(report.recordedBy),
    note: escapeFormula(report.note),
    sourceKind: source.kind,
    publisher: escapeFormula(source.publisher),
    sourceTitle: escapeFormula(source.title),
    sourceUrl: source.url,
    sourcePublishedAt: source.publishedAt,
  };
  const lines = [
    ...changes.map((change) => ({ says: "change", kind: kindOf(change), ...change })),
    ...claims.map((claim) => ({ says: "claim", kind: claim.count === undefined ? "claim" : "count", ...claim })),
  ];
  if (lines.length === 0) return [head];
  return lines.map(({ modes, directions, programmes, ...line }) => ({
    ...head,
    ...line,
    mode: modes.join(" "),
    direction: directions.join(" "),
    programmes: programmes?.join(" "),
  }));
}

/** Returns the kind of a change. Null counts as a value here, because it ends the hours or all exceptions. */
const kindOf = ({ hours, exception }: ListedReport["changes"][number]): string =>
  exception !== undefined ? "exception" : hours !== undefined ? "hours" : "status";

const COLUMNS = [
  ...["id", "seq", "recordedAt", "recordedBy", "sourceKind", "publisher", "sourceTitle", "sourceUrl"],
  ...["sourcePublishedAt", "reason", "note", "retracts", "origin", "retractedAt", "says", "crossing", "mode"],
  ...[
    "direction",
    "status",
    "limited",
    "onset",
    "hours",
    "effectiveAt",
    "expectedUntil",
    "until",
    "denied",
    "attributed",
    "count",
    "programmes",
    "exception",
    "kind",
  ],
];
