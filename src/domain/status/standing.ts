import type { Temporal } from "temporal-polyfill";
import { isMoving, type Lane, type Observation } from "../feed/observation.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { Service } from "../places/crossing.ts";
import { exceptionToday, type ShownException, shownExceptions } from "../record/exceptions/kept-exceptions.ts";
import type { ReportHead } from "../record/report.ts";
import { type StatusState, statusStatesOf } from "../record/restrictions.ts";
import { hoursChangeAt, isLastAtItsStart, lastBegun, type Timeline } from "../record/timeline.ts";
import { timetableState } from "../record/timetable.ts";
import { compareInstants, type Moment } from "../time/moment.ts";
import type { AnsweredStatus, Because, Certainty, Onset, Status } from "../vocabulary.ts";
import { changeRunUpTo, isDayOfChange, isSameStatus } from "./change-run.ts";
import type { Conflict } from "./conflict.ts";
import {
  assuranceOf,
  type Confirmation,
  confirmedAt,
  conflictOf,
  isRestated,
  lastEvidence,
  type Thresholds,
} from "./evidence.ts";
import { doubtedFrom, expectedEndOf, type ShownRestriction, shownRestrictions } from "./restrictions.ts";

/** First later change on record with a different status or a different value of `limited`. */
export interface ExpectedChange {
  status: Status;
  limited: boolean;
  effectiveAt: Moment;
  startsAt: Temporal.Instant;
  report: ReportHead;
}

/**
 * Publisher of each part of an answer. Null if nobody stated that part. The feed counts as a statement of its
 * publisher.
 */
export interface Credits {
  /** Publisher of the change that began the run, and of the change in force. */
  since: string | null;
  status: string | null;
  attested: string | null;
  expectedUntil: string | null;
  /** Publisher of the current hours, and of the hours by which the service next opens or closes. */
  hours: string | null;
  turn: string | null;
}

/** Credits of a service that no report mentions. */
export const NO_CREDITS: Credits = {
  since: null,
  status: null,
  attested: null,
  expectedUntil: null,
  hours: null,
  turn: null,
};

/** Computed answer for a service at an instant. An answer is derived, never stored. */
export interface Standing {
  service: Service;
  /** Null if the answer is doubtful. */
  open: boolean | null;
  status: AnsweredStatus;
  limited: boolean;
  because: Because;
  /**
   * Start of the unbroken run with the same status and the same value of `limited`, with the precision of the source.
   * Null if the run began earlier.
   */
  since: Moment | null;
  onset: Onset | null;
  /** Restrictions in force, newest first. Empty if the service is open. */
  restrictions: readonly ShownRestriction[];
  /** Expected end of all restrictions. Null if no source expects one. */
  expectedUntil: Moment | null;
  /** True once the expected end has passed. A service never reopens automatically. */
  overdue: boolean;
  /** Weekly hours on record. */
  hours: Hours | null;
  /** Exceptions to the weekly hours that are not over. */
  exceptions: readonly ShownException[];
  /** Next opening by the hours, if the service is outside them and no recorded change comes first. */
  opensAt: Temporal.Instant | null;
  /** Next closing by the hours, if the service is open and no recorded change comes first. */
  closesAt: Temporal.Instant | null;
  next: ExpectedChange | null;
  certainty: Certainty | null;
  confirmedAt: Moment | null;
  /**
   * Latest time for which there is evidence of the status. The sentence about an `unconfirmed` standing begins with
   * this time.
   */
  attestedAt: Moment | null;
  /** Evidence that confirms or attests the status. Null if there is none. */
  confirmedBy: Confirmation | null;
  conflict: Conflict | null;
  /** Lanes with traffic now, northbound only. Null if the feed shows none. */
  wait: Lane[] | null;
  report: ReportHead | null;
  credits: Credits;
}

/**
 * Computes the standing of a service at `at`. {@link openness} decides `open` and `because`. `observation` is the last
 * feed reading and applies to the present only: pass null for any other time. `sampled` is true if a wait sample exists
 * for the hour of `at`. It applies to past times.
 */
export function standingAt(
  timeline: Timeline,
  at: Temporal.Instant,
  observation: Observation | null,
  thresholds: Thresholds,
  sampled = false,
): Standing {
  const index = lastBegun(timeline.statusChanges, at);
  const moving = observation?.lanes.filter((lane) => isMoving(lane, at, thresholds.freshMinutes)) ?? [];
  const hoursChange = hoursChangeAt(timeline, at);
  const hours = hoursChange?.hours ?? null;
  const base = {
    service: timeline.service,
    hours,
    exceptions: shownExceptions(timeline, at),
    wait: moving.length > 0 ? moving : null,
    next: nextChange(timeline, index),
  };
  if (index < 0) return { ...base, ...NOTHING_REPORTED };

  const run = changeRunUpTo(timeline, index);
  const { status, limited, standing } = run;
  const restrictions = shownRestrictions(run.restrictions, timeline.zone, at);
  const expected = expectedEndOf(restrictions);
  const overdue = expected !== null && compareInstants(expected.at, at) <= 0;
  const isDay = isDayOfChange(timeline, index, at);
  const overAt = doubtedFrom(restrictions, thresholds.overdueDoubtHours);
  const isOver = overAt !== null && compareInstants(overAt, at) <= 0 && !isRestated(timeline, run, at, thresholds);
  const table = timetableState(timeline, at);
  const { open, because } = openness(status, isDay || isOver, table.state, sampled || moving.length > 0);
  const evidence = lastEvidence(timeline, run, at, observation);
  const turn = unlessRestricted(timeline, index, table.until);
  const after = turn === null ? null : timetableState(timeline, turn).state;
  const opensAt = because === "outside_hours" && after === "within" ? turn : null;
  // Unknown hours leave the closing time unknown too.
  const closesAt = because === "in_service" && table.state === "within" && after === "outside" ? turn : null;
  const nextChangeAt = opensAt ?? closesAt;
  return {
    ...base,
    open,
    because,
    status,
    limited,
    since: run.first.onset === "unknown" ? null : run.first.effectiveAt,
    onset: run.first.onset,
    restrictions,
    expectedUntil: expected?.until ?? null,
    overdue,
    opensAt,
    closesAt,
    ...assuranceOf(timeline, run, at, observation, thresholds, isDay || overdue),
    confirmedAt: confirmedAt(timeline, run, at, observation),
    attestedAt: evidence.moment,
    conflict: conflictOf(timeline, run, at, observation, thresholds),
    report: standing.report,
    credits: {
      since: publisherOf(run.first),
      status: publisherOf(standing),
      attested: evidence.publisher ?? observation?.origin.publisher ?? null,
      expectedUntil: expected?.by ?? null,
      hours: publisherOf(exceptionToday(timeline, at) ?? hoursChange),
      turn: nextChangeAt === null ? null : publisherOf(hoursLineOf(timeline, nextChangeAt, open === true)),
    },
  };
}

/**
 * Returns the line whose hours make a service open or close at an instant. A service closes by the hours of the moment
 * before: at midnight, those of the day that ends.
 */
const hoursLineOf = (timeline: Timeline, at: Temporal.Instant, closes: boolean) =>
  exceptionToday(timeline, closes ? at.subtract({ milliseconds: 1 }) : at) ?? hoursChangeAt(timeline, at);

const publisherOf = (line: { report: ReportHead } | undefined): string | null => line?.report.source.publisher ?? null;

const NOTHING_REPORTED = {
  open: null,
  status: "unknown",
  limited: false,
  because: "no_report",
  since: null,
  onset: null,
  restrictions: [],
  expectedUntil: null,
  overdue: false,
  opensAt: null,
  closesAt: null,
  certainty: null,
  confirmedAt: null,
  attestedAt: null,
  confirmedBy: null,
  conflict: null,
  report: null,
  credits: NO_CREDITS,
} as const;

function openness(
  status: Status,
  doubted: boolean,
  hours: "within" | "outside" | "unknown",
  traffic: boolean,
): { open: boolean | null; because: Because } {
  if (status !== "open") return doubted ? { open: null, because: "overdue" } : { open: false, because: status };
  if (doubted) return { open: null, because: "day_of_change" };
  // Traffic decides in unknown hours only.
  if (hours === "unknown" && !traffic) return { open: null, because: "hours_unknown" };
  return hours === "outside" ? { open: false, because: "outside_hours" } : { open: true, because: "in_service" };
}

function nextChange(timeline: Timeline, index: number): ExpectedChange | null {
  const states = statusStatesOf(timeline);
  const state = states[index];
  const next = states.find(
    (each, i) => i > index && isLastAtItsStart(states, i) && (state === undefined || !isSameStatus(each, state)),
  );
  return next === undefined ? null : expectedChange(next);
}

const expectedChange = ({ status, limited, startsAt, change }: StatusState): ExpectedChange => ({
  status,
  limited,
  effectiveAt: change.effectiveAt,
  startsAt,
  report: change.report,
});

/** Returns the next change by the hours, or null if a recorded restriction comes first. */
function unlessRestricted(timeline: Timeline, index: number, turn: Temporal.Instant | null): Temporal.Instant | null {
  if (turn === null) return null;
  const states = statusStatesOf(timeline);
  const restricted = states.some(
    ({ status, startsAt }, i) =>
      i > index && status !== "open" && isLastAtItsStart(states, i) && compareInstants(startsAt, turn) <= 0,
  );
  return restricted ? null : turn;
}
