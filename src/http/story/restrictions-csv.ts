import type { z } from "zod";
import { csvOf, escapeFormula } from "../formats/csv.ts";
import { fileDays } from "../formats/saved-file.ts";
import type { Form } from "../route.ts";
import type { RestrictionsAnswer } from "./restrictions-answer.ts";

type Answer = z.input<typeof RestrictionsAnswer>;

const COLUMNS = [
  ...["crossing", "name", "state", "mode", "direction", "status", "limited", "programmes", "from", "onset", "to"],
  ...["days", "daysInDoubt", "hours", "withinHours", "hoursUnknown", "crossingDays", "reasons"],
  ...["reports", "publishers", "titles", "urls", "timeZone", "periodFrom", "periodTo", "at", "asOf", "source"],
];

/**
 * Restrictions of a period as RFC 4180 text, one row per restriction of a service. Each row gives the full address of
 * its source, because people read the file outside the service.
 */
export const restrictionsCsv = (publicUrl: string | null): Form => ({
  name: "csv",
  type: "text/csv",
  file(wire, { query }) {
    const [first] = (wire as Answer).crossings;
    const { from, to } = query as { from: unknown; to: unknown };
    if (first === undefined) return { of: "restrictions", days: `${from}-to-${to}` };
    return { of: "restrictions", days: fileDays(first, first.timeZone) };
  },
  namesHost: publicUrl === null,
  write(wire, { origin }) {
    const { at, asOf, link, crossings, reports } = wire as Answer;
    const sources = new Map(reports.map((report) => [report.id, report.source]));
    const rows = crossings.flatMap(({ crossing, name, state, timeZone, days: crossingDays, from, to, restrictions }) =>
      restrictions.map((each) => {
        const cited = each.reports.flatMap((id) => sources.get(id) ?? []);
        const listed = (texts: readonly (string | null)[]) =>
          escapeFormula([...new Set(texts.filter((text) => text !== null))].join("; "));
        return {
          crossing,
          name: escapeFormula(name),
          state,
          ...each,
          programmes: each.programmes.join(" "),
          crossingDays,
          reasons: each.reasons.join(" "),
          reports: each.reports.join(" "),
          publishers: listed(cited.map(({ publisher }) => publisher)),
          titles: listed(cited.map(({ title }) => title)),
          urls: [...new Set(cited.flatMap(({ url }) => url ?? []))].join(" "),
          timeZone,
          periodFrom: from,
          periodTo: to,
          at,
          asOf,
          source: `Garita, ${publicUrl === null ? origin : ""}${link}`,
        };
      }),
    );
    return csvOf(rows, COLUMNS);
  },
});
