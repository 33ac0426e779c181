import type { z } from "zod";
import { SHARES } from "../../domain/availability/availability.ts";
import { yieldTurn } from "../../yield-turn.ts";
import type { Form } from "../route.ts";
import type { AvailabilitiesAnswer, AvailabilityAnswer } from "../wire/availability.ts";
import { csvOf, escapeFormula } from "./csv.ts";
import { fileDay, fileDays } from "./saved-file.ts";

type One = z.input<typeof AvailabilityAnswer>;
type All = z.input<typeof AvailabilitiesAnswer>;
type Month = One["services"][number]["months"][number];

/** Availability as RFC 4180 text, one row per service and month. */
export const availabilityCsv: Form = {
  name: "csv",
  type: "text/csv",
  file(wire) {
    const answer = wire as One | All;
    const first = "crossings" in answer ? answer.crossings[0] : answer;
    const of = "crossings" in answer ? "availability" : `availability-${answer.crossing}`;
    if (first === undefined) return { of, days: fileDay(answer.at) };
    return { of, days: fileDays(first, first.timeZone) };
  },
  async write(wire) {
    const answer = wire as One | All;
    const { at, asOf } = answer;
    const crossings = "crossings" in answer ? answer.crossings : [answer];
    const sources = new Map(answer.reports.map((report) => [report.id, report.source]));
    const texts = [csvOf([], COLUMNS)];
    for (const { crossing, name, state, port, timeZone, from, to, services } of crossings) {
      for (const { mode, direction, months } of services) {
        const rows = months.map((month) => ({
          crossing,
          name: escapeFormula(name),
          state,
          port,
          mode,
          direction,
          month: month.month,
          hours: month.hours.total,
          ...month.hours,
          unconfirmed: month.unconfirmed,
          contradicted: month.contradicted,
          openByTraffic: month.evidence.traffic,
          openByCount: month.evidence.count,
          openAnnounced: month.evidence.announced,
          suspendedWithinHours: added(month, "suspended", "withinHours"),
          suspendedHoursUnknown: added(month, "suspended", "hoursUnknown"),
          closedWithinHours: added(month, "closed", "withinHours"),
          closedHoursUnknown: added(month, "closed", "hoursUnknown"),
          causes: month.causes.map(causeText).join("; "),
          reports: month.reports.join(" "),
          publishers: escapeFormula(listed(month.reports.map((id) => sources.get(id)?.publisher))),
          titles: escapeFormula(listed(month.reports.map((id) => sources.get(id)?.title))),
          urls: [...new Set(month.reports.flatMap((id) => sources.get(id)?.url ?? []))].join(" "),
          timeZone,
          from,
          to,
          at,
          asOf,
        }));
        texts.push(csvOf(rows, COLUMNS, { header: false }));
        await yieldTurn();
      }
    }
    return texts.join("");
  },
};

/**
 * Returns the sum of `part` over all causes with this share. The sum is computed in hundredths, because adding floats
 * may give 0.30000000000000004.
 */
const added = ({ causes }: Month, share: string, part: "withinHours" | "hoursUnknown"): number =>
  causes.filter((cause) => cause.share === share).reduce((sum, cause) => sum + Math.round(cause[part] * 100), 0) / 100;

const causeText = ({ share, because, reason, hours }: Month["causes"][number]): string =>
  `${share === "unknown" ? because : share}${reason === null ? "" : ` (${reason})`} ${hours}`;

const listed = (texts: readonly (string | undefined)[]): string =>
  [...new Set(texts.filter((text) => text !== undefined))].join("; ");

const COLUMNS = [
  ...["crossing", "name", "state", "port", "mode", "direction", "month", "hours"],
  ...SHARES,
  ...[
    "unconfirmed",
    "contradicted",
    "openByTraffic",
    "openByCount",
    "openAnnounced",
    "suspendedWithinHours",
    "suspendedHoursUnknown",
    "closedWithinHours",
    "closedHoursUnknown",
    "causes",
  ],
  ...["reports", "publishers", "titles", "urls", "timeZone", "from", "to", "at", "asOf"],
];
