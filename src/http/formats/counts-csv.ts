import type { z } from "zod";
import type { Form } from "../route.ts";
import type { CountsAnswer } from "../wire/counts.ts";
import { csvOf, escapeFormula } from "./csv.ts";

/** Counts of a crossing as RFC 4180 text, one row per service and month. */
export const countsCsv: Form = {
  name: "csv",
  type: "text/csv",
  file: (_wire, { params }) => ({ of: `counts-${params.slug}` }),
  write(wire, { params }) {
    const { asOf, counts, reports } = wire as z.input<typeof CountsAnswer>;
    const sources = new Map(reports.map(({ id, source }) => [id, source]));
    return csvOf(
      counts.map((count) => {
        const source = sources.get(count.report);
        return {
          crossing: params.slug,
          ...count,
          publisher: escapeFormula(source?.publisher),
          sourceTitle: escapeFormula(source?.title),
          sourceUrl: source?.url,
          sourcePublishedAt: source?.publishedAt,
          asOf,
        };
      }),
      COLUMNS,
    );
  },
};

const COLUMNS = [
  ...["crossing", "mode", "direction", "month", "number", "usual", "report", "publisher", "sourceTitle", "sourceUrl"],
  ...["sourcePublishedAt", "asOf"],
];
