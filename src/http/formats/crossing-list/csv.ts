import { csvOf, escapeFormula } from "../csv.ts";
import { fileDay } from "../saved-file.ts";
import type { CrossingListForm } from "./form.ts";

/** Stands for the columns `at` and `asOf`, which depend on the list. Texts on record have no control characters. */
const OF_LIST = "\u0001";

/** Crossings as RFC 4180 text, one row per service. */
export const crossingsCsv: CrossingListForm = {
  name: "csv",
  type: "text/csv",
  file: ({ at, answers: [first] }) => ({ of: "crossings", days: fileDay(String(at), first?.crossing.timeZone) }),
  head: () => csvOf([], [...COLUMNS, "at", "asOf"]),
  item(crossing) {
    const rows = crossing.services.map((service) => ({
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
      ofList: OF_LIST,
    }));
    return csvOf(rows, [...COLUMNS, "ofList"], { header: false });
  },
  placed: (text, _, { at, asOf }) => text.replaceAll(OF_LIST, `${at},${asOf}`),
  isSameInAll: false,
  separator: "",
  tail: () => "",
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
  ...["latitude", "longitude", "county", "countyFips", "programmes", "nextProgrammes", "timeZone"],
];
