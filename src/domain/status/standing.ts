import type { Temporal } from "temporal-polyfill";
import { isMoving, type Lane, type Observation } from "../feed/observation.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { Service } from "../places/crossing.ts";
import type { ReportHead, StatusChange } from "../record/report.ts";
import { hoursChangeAt, isLastAtItsStart, lastBegun, type Recorded, type Timeline } from "../record/timeline.ts";
import { timetableState } from "../record/timetable.ts";
import { compareInstants, endOf, type Moment } from "../time/moment.ts";
import type { AnsweredStatus, Because, Certainty, Onset, Status } from "../vocabulary.ts";
import {
  type Conflict,
  certaintyOf,
  confirmedAt,
  conflictOf,
  lastEvidence,
  type Run,
  type Thresholds,
} from "./evidence.ts";

/** The first recorded later change that differs in status or limited. */
export interface Next {
  status: Status;
  limited: boolean;
  effectiveAt: Moment;
  startsAt: Temporal.Instant;
  report: ReportHead;
}

/** Whose word the parts of an answer are, by publisher; null for what nobody said. The feed speaks for its publisher. */
export interface Credits {
  /** Of the change with which the run began, and of the one that stands. */
  since: string | null;
  status: string | null;
  attested: string | null;
  expectedUntil: string | null;
  /** Of the hours that are kept now, and of those by which the service opens or closes next. */
  hours: string | null;
  turn: string | null;
}

/** Where nobody said anything. */
export const NO_CREDITS: Credits = {
  since: null,
  status: null,
  attested: null,
  expectedUntil: null,
  hours: null,
  turn: null,
};

/** The computed answer for a service at an instant: derived, never stored. */
export interface Standing {
  service: Service;
  /** True, false, or null for doubt. */
  open: boolean | null;
  status: AnsweredStatus;
  limited: boolean;
  because: Because;
  /** The start of the unbroken run of equal status and limited, as its source gives it; null where it began earlier. */
  since: Moment | null;
  onset: Onset | null;
  expectedUntil: Moment | null;
  /** True once the expectation has passed: nothing reopens by itself. */
  overdue: boolean;
  hours: Hours | null;
  /** The next opening by the hours, where the service is outside them and no recorded change comes first. */
  opensAt: Temporal.Instant | null;
  /** The next closing by the hours, where the service is open and no recorded change comes first. */
  closesAt: Temporal.Instant | null;
  next: Next | null;
  certainty: Certainty | null;
  confirmedAt: Moment | null;
  /** The last moment that anything attests the status; with `unconfirmed`, what the sentence leads with. */
  attestedAt: Moment | null;
  conflict: Conflict | null;
  /** Lanes that move now, northbound only; null where the feed gives none. */
  wait: Lane[] | null;
  report: ReportHead | null;
  credits: Credits;
}

/**
 * The standing of a service at `at` by its timeline, by the table "Open now?" of the domain. `observation` is what the
 * feed last said, and belongs to answers about now only: for any other time it is null. `sampled` says that a wait was
 * kept of the hour of `at`, and belongs to answers about then.
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

  const run = runEndingWith(timeline, index);
  const doubted = isDayOfChange(timeline, index, at);
  const table = timetableState(timeline, at);
  const { open, because } = openness(standing.status, doubted, table.state, sampled || moving.length > 0);
  const expectation = expectationChange(run);
  const expectedUntil = expectation?.expectedUntil ?? null;
  const evidence = lastEvidence(timeline, run, at, observation);
  const turn = unlessRestricted(timeline, index, table.until);
  const after = turn === null ? null : timetableState(timeline, turn).state;
  const opensAt = because === "outside_hours" && after === "within" ? turn : null;
  // Where the hours are not known, nobody knows when it closes.
  const closesAt = because === "in_service" && table.state === "within" && after === "outside" ? turn : null;
  const turnsAt = opensAt ?? closesAt;
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
    certainty: certaintyOf(timeline, run, at, observation, thresholds, doubted),
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
      turn: turnsAt === null ? null : publisherOf(hoursChangeAt(timeline, turnsAt)),
    },
  };
}

const publisherOf = (line: { report: ReportHead } | undefined): string | null => line?.report.source.publisher ?? null;

/** The newest expectation that stands in a run, as {@link expectationChange} has it. */
export const expectationOf = (run: Run): Moment | null => expectationChange(run)?.expectedUntil ?? null;

/**
 * The change of a run whose expectation stands. A publisher who speaks again without one takes its own back ("until
 * further notice"), and nobody else's.
 */
export function expectationChange(run: Run): Recorded<StatusChange> | undefined {
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
  // Traffic answers what the hours leave open, and nothing else.
  if (hours === "unknown" && !traffic) return { open: null, because: "hours_unknown" };
  return hours === "outside" ? { open: false, because: "outside_hours" } : { open: true, because: "in_service" };
}

/** The unbroken run of equal status and limited that ends with the change at `index`. */
export function runEndingWith(timeline: Timeline, index: number): Run {
  const { statusChanges } = timeline;
  const standing = statusChanges[index];
  if (standing === undefined) throw new RangeError(`no status change at ${index}`);
  const broken = statusChanges.findLastIndex(
    (change, i) => i < index && !sameStatus(change, standing) && isLastAtItsStart(statusChanges, i),
  );
  const changes = statusChanges.slice(broken + 1, index + 1).filter((change) => sameStatus(change, standing));
  // Of several at its very start, the last recorded tells of it: the others never counted for a moment.
  const first =
    changes.findLast((change) => change.startsAt.equals(changes[0]?.startsAt ?? standing.startsAt)) ?? standing;
  return { first, standing, changes };
}

const sameStatus = (a: Recorded<StatusChange>, b: Recorded<StatusChange>): boolean =>
  a.status === b.status && a.limited === b.limited;

/**
 * True where the change at `index` lifts something by a day or a month that is not over at `at`: somewhere in it the
 * service opened, and it may not have yet. A change of unknown onset says it was open by then, and lifts without doubt;
 * so does one that follows an open status which is itself beyond doubt.
 */
export function isDayOfChange(timeline: Timeline, index: number, at: Temporal.Instant): boolean {
  const change = timeline.statusChanges[index];
  if (change === undefined || change.status !== "open" || change.onset === "unknown") return false;
  if (compareInstants(endOf(change.effectiveAt, timeline.zone), at) <= 0) return false;
  return timeline.statusChanges[index - 1]?.status !== "open" || isDayOfChange(timeline, index - 1, at);
}

function nextChange(timeline: Timeline, index: number): Next | null {
  const { statusChanges } = timeline;
  const standing = statusChanges[index];
  return (
    statusChanges.find(
      (change, i) =>
        i > index && isLastAtItsStart(statusChanges, i) && (standing === undefined || !sameStatus(change, standing)),
    ) ?? null
  );
}

/** A turn of the hours, unless a recorded restriction comes first. */
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
