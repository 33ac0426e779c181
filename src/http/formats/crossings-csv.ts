import type { z } from "zod";
import type { Form } from "../route.ts";
import type { CrossingsAnswer } from "../wire/crossing.ts";
import { csvOf, escapeFormula } from "./csv.ts";
import { fileDay } from "./saved-file.ts";

/** Crossings as RFC 4180 text, one row per service. */
export const crossingsCsv: Form = {
  name: "csv",
  type: "text/csv",
  file(wire) {
    const { at, crossings } = wire as z.input<typeof CrossingsAnswer>;
    return { of: "crossings", days: fileDay(at, crossings[0]?.timeZone) };
  },
  write(wire) {
    const { at, asOf, crossings } = wire as z.input<typeof CrossingsAnswer>;
    const rows = crossings.flatMap((crossing) =>
      crossing.services.map((service) => ({
        slug: crossing.slug,
        name: escapeFormula(crossing.name),
        state: crossing.state,
        county: escapeFormula(crossing.county?.name),
        countyFips: crossing.county?.fips ?? null,
        port: crossing.port,
        mode: service.mode,
        direction: service.direction,
        open: service.open ?? "unknown",
        status: service.status,
        limited: service.limited,
        programmes: service.programmes.join(" "),
        because: service.because,
        since: service.since,
        onset: service.onset,
        expectedUntil: service.expectedUntil,
        overdue: service.overdue,
        hours: service.hours,
        opensAt: service.opensAt,
        closesAt: service.closesAt,
        nextStatus: service.next?.status ?? null,
        nextProgrammes: service.next?.programmes.join(" ") ?? null,
        nextEffectiveAt: service.next?.effectiveAt ?? null,
        certainty: service.certainty,
        confirmedAt: service.confirmedAt,
        conflictStatus: service.conflict?.status ?? null,
        conflictPublisher: escapeFormula(service.conflict?.source.publisher),
        publisher: escapeFormula(service.report?.source.publisher),
        sourceTitle: escapeFormula(service.report?.source.title),
        sourceUrl: service.report?.source.url ?? null,
        sourcePublishedAt: service.report?.source.publishedAt ?? null,
        report: service.report?.id ?? null,
        latitude: crossing.point?.lat ?? null,
        longitude: crossing.point?.lon ?? null,
        timeZone: crossing.timeZone,
        at,
        asOf,
      })),
    );
    return csvOf(rows, COLUMNS);
  },
};

const COLUMNS = [
  ...["slug", "name", "state", "port", "mode", "direction", "open", "status", "limited", "because", "since", "onset"],
  ...[
    "expectedUntil",
    "overdue",
    "hours",
    "opensAt",
    "closesAt",
    "nextStatus",
    "nextEffectiveAt",
    "certainty",
    "confirmedAt",
  ],
  ...["conflictStatus", "conflictPublisher", "publisher", "sourceTitle", "sourceUrl", "sourcePublishedAt", "report"],
  ...["latitude", "longitude", "county", "countyFips", "programmes", "nextProgrammes", "timeZone", "at", "asOf"],
];
