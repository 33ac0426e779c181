import type { z } from "zod";
import type { Form } from "../route.ts";
import type { HistoryAnswer } from "../wire/crossing.ts";
import { csvOf, escapeFormula } from "./csv.ts";

type Item = z.input<typeof HistoryAnswer>["history"][number];

/** History of a crossing as RFC 4180 text, one row per item or interval. */
export const historyCsv: Form = {
  name: "csv",
  type: "text/csv",
  file: (_wire, { params }) => ({ of: `history-${params.slug}` }),
  write(wire, { params, query }) {
    const { asOf, history } = wire as z.input<typeof HistoryAnswer>;
    const rows = history.map((item: Item) => ({
      crossing: params.slug,
      ...item,
      programmes: item.programmes?.join(" ") ?? null,
      ...reportOf(item),
      asOf,
    }));
    return csvOf(rows, query.view === "spans" ? SPANS : ITEMS);
  },
};

function reportOf(item: Item) {
  if (!("report" in item)) return {};
  const { id, recordedAt, reason, note, source } = item.report;
  const { kind: sourceKind, publisher, title, url, publishedAt } = source;
  return {
    report: id,
    recordedAt,
    reason,
    note: escapeFormula(note),
    sourceKind,
    publisher: escapeFormula(publisher),
    sourceTitle: escapeFormula(title),
    sourceUrl: url,
    sourcePublishedAt: publishedAt,
  };
}

const ITEMS = [
  ...["crossing", "seq", "kind", "mode", "direction", "status", "limited", "hours", "effectiveAt", "onset"],
  ...["expectedUntil", "until", "denied", "attributed", "report", "recordedAt", "reason", "note"],
  ...["sourceKind", "publisher", "sourceTitle", "sourceUrl", "sourcePublishedAt", "retractedAt", "programmes", "asOf"],
  "exception",
];

const SPANS = ["crossing", "mode", "direction", "status", "limited", "from", "to", "programmes", "asOf"];
