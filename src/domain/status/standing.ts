import type { Temporal } from "temporal-polyfill";
import { isMoving, type Lane, type Observation } from "../feed/observation.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { Service } from "../places/crossing.ts";
import type { ReportHead, StatusChange } from "../record/report.ts";
import { hoursChangeAt, isLastAtItsStart, lastBegun, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { timetableState } from "../record/timetable.ts";
import { compareInstants, endOf, type Moment } from "../time/moment.ts";
import type { AnsweredStatus, Because, Certainty, Onset, Status } from "../vocabulary.ts";
import type { Conflict } from "./conflict.ts";
import {
  assuranceOf,
  type ChangeRun,
  type Confirmation,
  confirmedAt,
  conflictOf,
  lastEvidence,
  type Thresholds,
} from "./evidence.ts";

/** The first later change on record with a different status or limited. */
export interface ExpectedChange {
  status: Status;
  limited: boolean;
  effectiveAt: Moment;
  startsAt: Temporal.Instant;
  report: ReportHead;
}

/**
 * The publisher behind each part of an answer; null if nobody stated it. The feed counts as a statement of its
 * publisher.
 */
export interface Credits {
  /** The publisher of the change that began the run, and of the change in force. */
  since: string | null;
  status: string | null;
  attested: string | null;
  expectedUntil: string | null;
  /** The publisher of the current hours, and of the hours by which the service next opens or closes. */
  hours: string | null;
  turn: string | null;
}

/** For a service that no report mentions. */
export const NO_CREDITS: Credits = {
  since: null,
  status: null,
  attested: null,
  expectedUntil: null,
  hours: null,
  turn: null,
};

/** The computed answer for a service at an instant. It is derived, never stored. */
export interface Standing {
  service: Service;
  /** Null means doubt. */
  open: boolean | null;
  status: AnsweredStatus;
  limited: boolean;
  because: Because;
  /**
   * The start of the unbroken run of equal status and limited, as precise as its source gave it; null if it began
   * earlier.
   */
  since: Moment | null;
  onset: Onset | null;
  expectedUntil: Moment | null;
  /** True once the expected end has passed. Nothing reopens by itself. */
  overdue: boolean;
  hours: Hours | null;
  /** The next opening by the hours, if the service is outside them and no recorded change comes first. */
  opensAt: Temporal.Instant | null;
  /** The next closing by the hours, if the service is open and no recorded change comes first. */
  closesAt: Temporal.Instant | null;
  next: ExpectedChange | null;
  certainty: Certainty | null;
  confirmedAt: Moment | null;
  /** The latest time for which there is evidence of the status. If `unconfirmed`, the sentence leads with it. */
  attestedAt: Moment | null;
  /** What confirms or attests the status; null if nothing does. */
  confirmedBy: Confirmation | null;
  conflict: Conflict | null;
  /** The lanes moving now, northbound only; null if the feed shows none. */
  wait: Lane[] | null;
  report: ReportHead | null;
  credits: Credits;
}

/**
 * Computes the standing of a service at `at`. {@link openness} decides `open` and `because`. `observation` is the last
 * feed reading and applies to now only: pass null for any other time. `sampled` says that a wait sample exists for the
 * hour of `at`; it applies to past times.
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
    wait: moving.length > 0 ? moving : null,
    next: nextChange(timeline, index),
  };
  const standing = timeline.statusChanges[index];
  if (standing === undefined) return { ...base, ...NOTHING_REPORTED };

  const run = changeRunUpTo(timeline, index);
  const doubted = isDayOfChange(timeline, index, at);
  const table = timetableState(timeline, at);
  const { open, because } = openness(standing.status, doubted, table.state, sampled || moving.length > 0);
  const expectation = expectationChange(run);
  const expectedUntil = expectation?.expectedUntil ?? null;
  const evidence = lastEvidence(timeline, run, at, observation);
  const turn = unlessRestricted(timeline, index, table.until);
  const after = turn === null ? null : timetableState(timeline, turn).state;
  const opensAt = because === "outside_hours" && after === "within" ? turn : null;
  // If the hours are unknown, so is the closing time.
  const closesAt = because === "in_service" && table.state === "within" && after === "outside" ? turn : null;
  const nextChangeAt = opensAt ?? closesAt;
  return {
    ...base,
    open,
    because,
    status: standing.status,
    limited: standing.limited,
    since: run.first.onset === "unknown" ? null : run.first.effectiveAt,
    onset: run.first.onset,
    expectedUntil,
    overdue: expectedUntil !== null && compareInstants(endOf(expectedUntil, timeline.zone), at) <= 0,
    opensAt,
    closesAt,
    ...assuranceOf(timeline, run, at, observation, thresholds, doubted),
    confirmedAt: confirmedAt(timeline, run, at, observation),
    attestedAt: evidence.moment,
    conflict: conflictOf(timeline, run, at, observation, thresholds),
    report: standing.report,
    credits: {
      since: publisherOf(run.first),
      status: publisherOf(standing),
      attested: evidence.publisher ?? observation?.origin.publisher ?? null,
      expectedUntil: publisherOf(expectation),
      hours: publisherOf(hoursChange),
      turn: nextChangeAt === null ? null : publisherOf(hoursChangeAt(timeline, nextChangeAt)),
    },
  };
}

const publisherOf = (line: { report: ReportHead } | undefined): string | null => line?.report.source.publisher ?? null;

/** Returns the newest expected end in a run, by the rule of {@link expectationChange}. */
export const expectationOf = (run: ChangeRun): Moment | null => expectationChange(run)?.expectedUntil ?? null;

/**
 * Returns the change whose expected end applies to a run. A publisher that makes a later statement without an expected
 * end ("until further notice") withdraws its own expectation, and only its own.
 */
export function expectationChange(run: ChangeRun): RecordedLine<StatusChange> | undefined {
  const newest = new Map(run.changes.map((change) => [change.report.source.publisher, change]));
  return run.changes.findLast(
    (change) => change.expectedUntil !== null && newest.get(change.report.source.publisher) === change,
  );
}

const NOTHING_REPORTED = {
  open: null,
  status: "unknown",
  limited: false,
  because: "no_report",
  since: null,
  onset: null,
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
  if (status !== "open") return { open: false, because: status };
  if (doubted) return { open: null, because: "day_of_change" };
  // Traffic settles unknown hours, and nothing else.
  if (hours === "unknown" && !traffic) return { open: null, because: "hours_unknown" };
  return hours === "outside" ? { open: false, because: "outside_hours" } : { open: true, because: "in_service" };
}

/**
 * Returns the unbroken run of equal status and limited that ends with the change at `index`.
 * @throws RangeError if there is no change at `index`
 */
export function changeRunUpTo(timeline: Timeline, index: number): ChangeRun {
  const { statusChanges } = timeline;
  const standing = statusChanges[index];
  if (standing === undefined) throw new RangeError(`no status change at ${index}`);
  const broken = statusChanges.findLastIndex(
    (change, i) => i < index && !sameStatus(change, standing) && isLastAtItsStart(statusChanges, i),
  );
  const changes = statusChanges.slice(broken + 1, index + 1).filter((change) => sameStatus(change, standing));
  // Of several changes at the same start, only the last recorded was ever in force.
  const first =
    changes.findLast((change) => change.startsAt.equals(changes[0]?.startsAt ?? standing.startsAt)) ?? standing;
  return { first, standing, changes };
}

const sameStatus = (a: RecordedLine<StatusChange>, b: RecordedLine<StatusChange>): boolean =>
  a.status === b.status && a.limited === b.limited;

/**
 * Returns true if the change at `index` opens the service on a day or in a month that is not over at `at`. The service
 * opens at some moment of that period, which may still be ahead. A change of unknown onset leaves no doubt, because the
 * service was already open. Neither does a change that follows an open status which is itself beyond doubt.
 */
export function isDayOfChange(timeline: Timeline, index: number, at: Temporal.Instant): boolean {
  const change = timeline.statusChanges[index];
  if (change === undefined || change.status !== "open" || change.onset === "unknown") return false;
  if (compareInstants(endOf(change.effectiveAt, timeline.zone), at) <= 0) return false;
  return timeline.statusChanges[index - 1]?.status !== "open" || isDayOfChange(timeline, index - 1, at);
}

function nextChange(timeline: Timeline, index: number): ExpectedChange | null {
  const { statusChanges } = timeline;
  const standing = statusChanges[index];
  return (
    statusChanges.find(
      (change, i) =>
        i > index && isLastAtItsStart(statusChanges, i) && (standing === undefined || !sameStatus(change, standing)),
    ) ?? null
  );
}

/** Returns the hours' next change, or null if a recorded restriction comes first. */
function unlessRestricted(
  { statusChanges }: Timeline,
  index: number,
  turn: Temporal.Instant | null,
): Temporal.Instant | null {
  if (turn === null) return null;
  const restricted = statusChanges.some(
    (change, i) =>
      i > index &&
      change.status !== "open" &&
      isLastAtItsStart(statusChanges, i) &&
      compareInstants(change.startsAt, turn) <= 0,
  );
  return restricted ? null : turn;
}
