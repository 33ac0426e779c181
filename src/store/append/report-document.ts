import type { Service } from "../../domain/places/crossing.ts";
import { canonicalPieces } from "../../domain/record/chain/canonical-report.ts";
import { endOfException } from "../../domain/record/exceptions/kept-exceptions.ts";
import type { ReportHead, ReportLines } from "../../domain/record/report.ts";
import { PUBLICATION_ZONE } from "../../domain/record/timeline.ts";
import { endOf, formatMoment, isInstant, type Moment, startOf } from "../../domain/time/moment.ts";

/** A report before it is recorded, without `seq` and `recordedAt`. */
export type NewReport = Omit<ReportHead, "seq" | "recordedAt"> & ReportLines;

/** Idempotency key of a request, the holder who sent it, and the hash of the request's body. */
export interface Idempotency {
  holder: string;
  key: string;
  bodyHash: string;
}

/** Time for which an idempotency key is remembered, as in the SQL function `append_reports`. */
export const REMEMBERED_KEY = { hours: 7 * 24 };

/** Converts a report to the document for `append_reports`. `zoneOf` returns a crossing's time zone. */
export function documentOf(report: NewReport, zoneOf: (slug: string) => string, idempotency?: Idempotency) {
  // The services of one change share its time, and most counts of a report share a month and a few zones, so each time
  // is written once.
  const texts = new Map<Moment, string>();
  const starts = new Map<string, string>();
  const timesOf = (effectiveAt: Moment, { crossing }: Service) => {
    const text = texts.get(effectiveAt) ?? formatMoment(effectiveAt);
    texts.set(effectiveAt, text);
    if (isInstant(effectiveAt)) return { effectiveAt: text, startsAt: text };
    const key = `${text} ${zoneOf(crossing)}`;
    const startsAt = starts.get(key) ?? formatMoment(startOf(effectiveAt, zoneOf(crossing)));
    starts.set(key, startsAt);
    return { effectiveAt: text, startsAt };
  };
  const { source, ...head } = report;
  const publishedBy =
    source.publishedAt === null || report.counts.length === 0
      ? null
      : formatMoment(endOf(source.publishedAt, PUBLICATION_ZONE));
  // Names each field, because copying all fields but some takes several times as long.
  const line = ({ service, effectiveAt }: { service: Service; effectiveAt: Moment }, index: number) => ({
    ...service,
    line: index,
    ...timesOf(effectiveAt, service),
  });
  return {
    ...head,
    sourceKind: source.kind,
    publisher: source.publisher,
    title: source.title,
    url: source.url,
    publishedAt: source.publishedAt === null ? null : formatMoment(source.publishedAt),
    statusChanges: report.statusChanges.map((change, i) => ({
      ...line(change, i),
      status: change.status,
      limited: change.limited,
      programmes: change.programmes,
      onset: change.onset,
      expectedUntil: textOrNull(change.expectedUntil),
      lifts: change.lifts,
    })),
    hoursChanges: report.hoursChanges.map((change, i) => ({ ...line(change, i), hours: change.hours?.text ?? null })),
    hoursExceptions: report.hoursExceptions.map((each, i) => ({
      ...line(each, i),
      exception: each.exception?.text ?? null,
      until: textOrNull(each.until),
      endsAt: endOfException(each, zoneOf(each.service.crossing))?.toString() ?? null,
    })),
    claims: report.claims.map((claim, i) => ({
      ...line(claim, i),
      status: claim.status,
      limited: claim.limited,
      programmes: claim.programmes,
      until: textOrNull(claim.until),
      denied: claim.denied,
      attributed: claim.attributed,
      endsAt: formatMoment(endOf(claim.until ?? claim.effectiveAt, zoneOf(claim.service.crossing))),
    })),
    counts: report.counts.map((count, i) => ({ ...line(count, i), publishedBy, number: count.number })),
    canonical: canonicalPieces(report),
    idempotency,
  };
}

const textOrNull = (moment: Moment | null): string | null => (moment === null ? null : formatMoment(moment));
