import type { Temporal } from "temporal-polyfill";
import { groupBy } from "../group-by.ts";
import type { Service } from "../places/crossing.ts";
import { isSameReason } from "../record/restrictions.ts";
import { compareInstants, earliestInstant, latestInstant } from "../time/moment.ts";
import type { Reason, Status } from "../vocabulary.ts";
import { isPlannedClosure, type RestrictedSpan } from "./restricted-span.ts";

/**
 * State of an incident. `easing`: some of its services are open again, or may be, on the day of a reopening at an unknown
 * time. `overdue`: its expected end has passed.
 */
export type IncidentPhase = "scheduled" | "active" | "easing" | "overdue" | "over";

/**
 * Restrictions of one crossing that began with the same report. A `maintenance` is a planned closure, or a restriction
 * that has not begun.
 */
export interface Incident {
  /** Identifies the incident: the crossing and the report that began it. */
  key: string;
  kind: "incident" | "maintenance";
  phase: IncidentPhase;
  spans: readonly [RestrictedSpan, ...RestrictedSpan[]];
  services: Service[];
  status: Exclude<Status, "open">;
  /** Newest stated reason, or null. */
  reason: Reason | null;
  startsAt: Temporal.Instant;
  /** End on record or, without one, the expected end. Null if there is neither. */
  untilAt: Temporal.Instant | null;
  /** Time from which the last restriction is certainly over, or at which the report was withdrawn. Null if it is not over. */
  resolvedAt: Temporal.Instant | null;
  withdrawnAt: Temporal.Instant | null;
}

/**
 * Returns the incidents of a crossing at `at`, from its restrictions and from those of withdrawn reports. The withdrawn
 * reports that only continued another restriction are left out.
 */
export function incidentsOf(
  spans: readonly RestrictedSpan[],
  withdrawn: readonly RestrictedSpan[],
  at: Temporal.Instant,
): Incident[] {
  const own = withdrawn.filter((each) => !spans.some((span) => isContinuation(each, span)));
  return [...groupBy([...spans, ...own], ({ changes: [first] }) => first.report.id).values()].flatMap((group) =>
    incidentOf(group, at),
  );
}

/** Returns true if a withdrawn report had continued a restriction that an earlier report began. */
function isContinuation({ service, startsAt, changes: [change] }: RestrictedSpan, span: RestrictedSpan): boolean {
  const [first] = span.changes;
  const { report } = change;
  return (
    span.service.mode === service.mode &&
    span.service.direction === service.direction &&
    first.report.seq < report.seq &&
    first.report.source.publisher === report.source.publisher &&
    isSameReason(first.report.reason, report.reason) &&
    compareInstants(span.startsAt, startsAt) <= 0 &&
    (span.endsAt === null || compareInstants(startsAt, span.endsAt) < 0)
  );
}

function incidentOf(spans: readonly RestrictedSpan[], at: Temporal.Instant): Incident[] {
  const [span, ...others] = spans;
  if (span === undefined) return [];
  const changes = spans.flatMap((each) => each.changes);
  const startsAt = earliestInstant(spans.map((each) => each.startsAt)) ?? span.startsAt;
  const hasBegun = compareInstants(startsAt, at) <= 0;
  const withdrawnAt = latestInstant(spans.map((each) => each.withdrawnAt));
  const phase = phaseOf(spans, hasBegun, withdrawnAt, at);
  const resolvedAt = phase === "over" ? latestInstant(spans.map(({ overAt }) => overAt)) : null;
  const isPlanned = spans.every(isPlannedClosure);
  const hadBegun = withdrawnAt === null ? hasBegun : compareInstants(startsAt, withdrawnAt) <= 0;
  return [
    {
      key: `${span.service.crossing}/${span.changes[0].report.id}`,
      kind: isPlanned || !hadBegun ? "maintenance" : "incident",
      phase,
      spans: [span, ...others],
      services: spans.map(({ service }) => service),
      status: spans.some((each) => each.changes.at(-1)?.status === "closed") ? "closed" : "suspended",
      reason: changes.findLast(({ report }) => report.reason !== null)?.report.reason ?? null,
      startsAt,
      untilAt: untilOf(spans),
      resolvedAt,
      withdrawnAt,
    },
  ];
}

function phaseOf(
  spans: readonly RestrictedSpan[],
  hasBegun: boolean,
  withdrawnAt: Temporal.Instant | null,
  at: Temporal.Instant,
): IncidentPhase {
  const isPast = (instant: Temporal.Instant | null) => instant !== null && compareInstants(instant, at) <= 0;
  if (withdrawnAt !== null) return "over";
  if (!hasBegun) return "scheduled";
  if (spans.every(({ overAt }) => isPast(overAt))) return "over";
  if (spans.some(({ endsAt }) => isPast(endsAt))) return "easing";
  return spans.every(({ endsAt, expectedAt }) => endsAt === null && isPast(expectedAt)) ? "overdue" : "active";
}

/** Returns the latest end of restrictions. Null if one of them has no end, not even an expected one. */
function untilOf(spans: readonly RestrictedSpan[]): Temporal.Instant | null {
  const ends = spans.map(({ overAt, expectedAt }) => overAt ?? expectedAt);
  return ends.includes(null) ? null : latestInstant(ends);
}
