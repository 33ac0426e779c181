import type { Temporal } from "temporal-polyfill";
import { type Service, serviceKey } from "../places/crossing.ts";
import type { OpenLimits } from "../record/limits.ts";
import type { ReportHead, Source } from "../record/report.ts";
import { leadingOf, type StatusState } from "../record/restrictions.ts";
import { lastBegun, type Timeline } from "../record/timeline.ts";
import { changeRunUpTo } from "../status/change-run.ts";
import { answeredRun, conflictOf } from "../status/evidence.ts";
import { expectedEndOf, type ShownRestriction, shownRestrictions } from "../status/restrictions.ts";
import { compareInstants, latestInstant, type Moment } from "../time/moment.ts";
import type { Onset, Reason, Status } from "../vocabulary.ts";
import { type RestrictedRun, stateWithin } from "./restricted-runs.ts";

/** A reopening on record, with the precision of its source. */
export interface Reopening extends OpenLimits {
  effectiveAt: Moment;
  onset: Onset;
  report: ReportHead;
}

/** What another source on record says against the record. */
export interface Contradiction {
  status: Status;
  source: Source;
}

/** A suspended or closed service as an alert describes it. */
export interface AlertedService {
  service: Service;
  status: Exclude<Status, "open">;
  reason: Reason | null;
  effectiveAt: Moment;
  onset: Onset;
  startsAt: Temporal.Instant;
  /** Announced reopening. Null if there is none. */
  reopening: Reopening | null;
  /** As in {@link RestrictedRun}. */
  overAt: Temporal.Instant | null;
  /** Expected end. Null if nobody expects one. */
  expectedUntil: Moment | null;
  expectedAt: Temporal.Instant | null;
  /** True once the expected end has passed without a report of a reopening. */
  isOverdue: boolean;
  /** What another source says against the restriction. Null if nothing does. */
  conflict: Contradiction | null;
  /** Newest report of each restriction in force. */
  reports: readonly ReportHead[];
}

const laterOf = (at: Temporal.Instant, startsAt: Temporal.Instant) => latestInstant([at, startsAt]) ?? at;

/** Returns the restrictions of a run at `at`, or at its start if it has not begun. */
const shownWithin = (run: RestrictedRun, zone: string, at: Temporal.Instant): ShownRestriction[] => {
  const then = laterOf(at, run.startsAt);
  return shownRestrictions(stateWithin(run, then).restrictions, zone, then);
};

/** Returns the facts about a run at `at`, or at its start if it has not begun. */
export function alertedServiceAt(timeline: Timeline, run: RestrictedRun, at: Temporal.Instant): AlertedService {
  const { service, begunBy, startsAt, overAt } = run;
  const state = stateWithin(run, laterOf(at, startsAt));
  const shown = shownWithin(run, timeline.zone, at);
  const expected = expectedEndOf(shown);
  const reopening = run.reopening === null ? null : reopeningOf(run.reopening);
  return {
    service,
    status: state.status === "closed" ? "closed" : "suspended",
    reason: leadingOf(state).reason,
    effectiveAt: begunBy.effectiveAt,
    onset: begunBy.onset,
    startsAt,
    reopening,
    overAt,
    expectedUntil: expected?.until ?? null,
    expectedAt: expected?.at ?? null,
    isOverdue: reopening === null && expected !== null && compareInstants(expected.at, at) <= 0,
    conflict: compareInstants(startsAt, at) <= 0 ? contradictionOf(timeline, at, state.status) : null,
    reports: shown.flatMap(({ report, otherReports }) => [report, ...otherReports]),
  };
}

export const reopeningOf = ({ change, limited, programmes }: StatusState): Reopening => ({
  limited,
  programmes,
  effectiveAt: change.effectiveAt,
  onset: change.onset,
  report: change.report,
});

/**
 * Returns the newest statement that contradicts a status in force at `at`. Returns null if another status is in force.
 * The feed's traffic is not on record.
 */
export function contradictionOf(timeline: Timeline, at: Temporal.Instant, status: Status): Contradiction | null {
  const index = lastBegun(timeline.statusChanges, at);
  if (index < 0) return null;
  const run = answeredRun(changeRunUpTo(timeline, index), null);
  if (run.status !== status) return null;
  const conflict = conflictOf(timeline, run, at, null, { freshMinutes: 0 });
  return conflict === null || conflict.source === null ? null : { status: conflict.status, source: conflict.source };
}

/** Returns a text that is the same for the same facts. The sources of the facts are not among them. */
export function factsKey(services: readonly AlertedService[]): string {
  return services
    .map(({ service, status, reason, effectiveAt, onset, reopening, expectedUntil, isOverdue, conflict }) =>
      [
        ...[serviceKey(service), status, reason, effectiveAt, onset, expectedUntil, isOverdue],
        ...(reopening === null ? [] : [reopening.effectiveAt, reopening.limited, reopening.programmes]),
        ...(conflict === null ? [] : ["against", conflict.status, conflict.source.publisher]),
      ].join("|"),
    )
    .join("\n");
}

/** Returns the instants at which the facts about a run, as they are at `at`, may change without a new report. */
export const turnsOfRun = (run: RestrictedRun, zone: string, at: Temporal.Instant): Temporal.Instant[] => [
  ...run.states.map(({ startsAt }) => startsAt),
  ...[run.overAt, expectedEndOf(shownWithin(run, zone, at))?.at].flatMap((each) => each ?? []),
];
