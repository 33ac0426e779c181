import type { Temporal } from "temporal-polyfill";
import type { Service } from "../places/crossing.ts";
import type { StatusChange } from "../record/report.ts";
import { certainFrom, type StatusState, statusStatesOf } from "../record/restrictions.ts";
import { isLastAtItsStart, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { beganWith } from "../status/change-run.ts";
import { compareInstants } from "../time/moment.ts";

/** An unbroken time in which a service is suspended or closed, past, present or announced. */
export interface RestrictedRun {
  service: Service;
  startsAt: Temporal.Instant;
  /** Change that began the run. */
  begunBy: RecordedLine<StatusChange>;
  /** States of the run, oldest first. A second restriction, or the end of one of two, begins another state. */
  states: readonly [StatusState, ...StatusState[]];
  /** State that ends the run on record. Null if nothing does. */
  reopening: StatusState | null;
  /**
   * Instant from which the service has certainly reopened, by the record. If only the day or month of the reopening is
   * known, this is the end of that day or month. Null if nothing on record ends the run.
   */
  overAt: Temporal.Instant | null;
}

/**
 * Returns the restricted runs of a service, oldest first. If a service is restricted again before its reopening was
 * certain, for example on the day of a reopening at an unknown hour, both times are one run.
 */
export function restrictedRunsOf(timeline: Timeline): RestrictedRun[] {
  const states = statusStatesOf(timeline).filter((_, i, all) => isLastAtItsStart(all, i));
  const runs: RestrictedRun[] = [];
  let run: StatusState[] = [];
  states.forEach((state, i) => {
    if (state.status !== "open") run.push(state);
    const after = states[i + 1];
    const isCertain = after === undefined || compareInstants(certainFrom(state, timeline.zone), after.startsAt) < 0;
    const [first, ...others] = run;
    if (first === undefined || (after !== undefined && (state.status !== "open" || !isCertain))) return;
    runs.push(runOf(timeline, [first, ...others], state.status === "open" ? state : null));
    run = [];
  });
  return runs;
}

function runOf(
  { service, zone }: Timeline,
  states: RestrictedRun["states"],
  reopening: StatusState | null,
): RestrictedRun {
  const [first] = states;
  return {
    service,
    startsAt: first.startsAt,
    begunBy: beganWith(first),
    states,
    reopening,
    overAt: reopening === null ? null : certainFrom(reopening, zone),
  };
}

/** Returns true if a run has certainly ended by `at`. */
export const isOver = ({ overAt }: Pick<RestrictedRun, "overAt">, at: Temporal.Instant): boolean =>
  overAt !== null && compareInstants(overAt, at) <= 0;

type Span = Pick<RestrictedRun, "startsAt" | "overAt">;

/** Returns true if two runs of a service have a time in common. */
export const isOverlapping = (a: Span, b: Span): boolean => isBefore(a.startsAt, b) && isBefore(b.startsAt, a);

const isBefore = (at: Temporal.Instant, { overAt }: Span): boolean =>
  overAt === null || compareInstants(at, overAt) < 0;

/** Returns the state of a run at `at`, or its first state if it has not begun. */
export const stateWithin = ({ states }: RestrictedRun, at: Temporal.Instant): StatusState =>
  states.findLast(({ startsAt }) => compareInstants(startsAt, at) <= 0) ?? states[0];
