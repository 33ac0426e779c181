import type { Temporal } from "temporal-polyfill";
import type { Crossing, Service } from "../places/crossing.ts";
import type { Report, StatusChange } from "../record/report.ts";
import { certainFrom, newestOf, statusStatesOf } from "../record/restrictions.ts";
import { isLastAtItsStart, PUBLICATION_ZONE, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { compareInstants, endOf, type Moment, startOf } from "../time/moment.ts";

type Change = RecordedLine<StatusChange>;

/** The time in which a restriction was in force for one service. */
export interface RestrictedSpan {
  service: Service;
  /** Changes that began and continued the restriction, oldest first. */
  changes: readonly [Change, ...Change[]];
  startsAt: Temporal.Instant;
  /** Earliest possible end. Null if nothing on record ends the restriction. It may lie in the future. */
  endsAt: Temporal.Instant | null;
  /** Instant from which the restriction is certainly over: the end of the day, if only the day of the end is known. */
  overAt: Temporal.Instant | null;
  /** Change that ends the restriction. Null if there is none, and if the restriction was withdrawn. */
  ending: Change | null;
  /** Expected end of the restriction, and its instant. Null if there is none. */
  expectedUntil: Moment | null;
  expectedAt: Temporal.Instant | null;
  /** Time at which the report that began the restriction was withdrawn, or null. */
  withdrawnAt: Temporal.Instant | null;
}

/** Returns the restrictions of a service, each with its time, in the order of their beginning. */
export function restrictedSpansOf(timeline: Timeline): RestrictedSpan[] {
  const states = statusStatesOf(timeline);
  const spans = new Map<Change, RestrictedSpan>();
  for (const [i, { restrictions, startsAt, change }] of states.entries()) {
    if (!isLastAtItsStart(states, i)) continue;
    for (const restriction of restrictions) {
      const { changes } = restriction;
      const { expectedUntil } = newestOf(restriction);
      spans.set(changes[0], {
        service: timeline.service,
        startsAt: spans.get(changes[0])?.startsAt ?? startsAt,
        changes,
        endsAt: null,
        overAt: null,
        ending: null,
        expectedUntil,
        expectedAt: expectedUntil === null ? null : endOf(expectedUntil, timeline.zone),
        withdrawnAt: null,
      });
    }
    const overAt = certainFrom({ change, startsAt }, timeline.zone);
    for (const [first, span] of spans)
      if (span.endsAt === null && !restrictions.some(({ changes }) => changes[0] === first))
        spans.set(first, { ...span, endsAt: startsAt, overAt, ending: change });
  }
  return [...spans.values()];
}

/** Returns the restrictions of a crossing that withdrawn reports had begun or announced. */
export const withdrawnSpansOf = (
  reports: readonly Report[],
  { slug, timeZone }: Pick<Crossing, "slug" | "timeZone">,
): RestrictedSpan[] =>
  reports.flatMap((report) =>
    report.statusChanges.flatMap((change, line): RestrictedSpan[] => {
      const { service, status, effectiveAt, expectedUntil } = change;
      const { retractedAt } = report;
      if (service.crossing !== slug || status === "open" || retractedAt === null) return [];
      const startsAt = startOf(effectiveAt, timeZone);
      return [
        {
          service,
          startsAt,
          changes: [{ ...change, report, line, startsAt }],
          endsAt: retractedAt,
          overAt: retractedAt,
          ending: null,
          expectedUntil,
          expectedAt: expectedUntil === null ? null : endOf(expectedUntil, timeZone),
          withdrawnAt: retractedAt,
        },
      ];
    }),
  );

/**
 * Returns true for a planned closure: a `closed` service whose closure was published or recorded before it began. A
 * suspension is never planned, because a service that is suspended was meant to be open.
 */
export function isPlannedClosure({
  changes: [first],
  startsAt,
}: Pick<RestrictedSpan, "changes" | "startsAt">): boolean {
  const { source, recordedAt } = first.report;
  const isBefore = (instant: Temporal.Instant) => compareInstants(instant, startsAt) <= 0;
  const isPublished = source.publishedAt !== null && isBefore(endOf(source.publishedAt, PUBLICATION_ZONE));
  return first.status === "closed" && first.onset !== "unknown" && (isPublished || isBefore(recordedAt));
}

/** Returns true if a restriction is in force at an instant. */
export const isInForce = ({ startsAt, endsAt }: RestrictedSpan, at: Temporal.Instant): boolean =>
  compareInstants(startsAt, at) <= 0 && (endsAt === null || compareInstants(at, endsAt) < 0);
