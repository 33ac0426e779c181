import type { Temporal } from "temporal-polyfill";
import { isMoving, type Lane, type Observation } from "../feed/observation.ts";
import { isCurrent, movingWithin, type TrafficHour } from "../feed/traffic.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { Service } from "../places/crossing.ts";
import { exceptionInForce, type ShownException, shownExceptions } from "../record/exceptions/kept-exceptions.ts";
import { admits, type OpenLimits } from "../record/limits.ts";
import type { ReportHead } from "../record/report.ts";
import { statusStatesOf } from "../record/restrictions.ts";
import { hoursChangeAt, lastBegun, type Timeline } from "../record/timeline.ts";
import { timetableState } from "../record/timetable.ts";
import { compareInstants, type Moment } from "../time/moment.ts";
import type { AnsweredStatus, Because, Certainty, Onset, Programme, Reason, Status } from "../vocabulary.ts";
import { certainTravellers } from "./certain-travellers.ts";
import {
  changeAfter,
  changeRunUpTo,
  type ExpectedChange,
  isDayOfChange,
  reasonOf,
  settledIndex,
  turnUnlessRestricted,
} from "./change-run.ts";
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

/**
 * Publisher of each part of an answer. Null if nobody stated that part. The feed counts as a statement of its
 * publisher.
 */
export interface Credits {
  /** Publisher of the change that began the run. */
  since: string | null;
  /** Publisher of the change in force. */
  status: string | null;
  /** Publisher of the latest evidence of the status. */
  attested: string | null;
  expectedUntil: string | null;
  /** Publisher of the current hours. */
  hours: string | null;
  /** Publisher of the hours by which the service next opens or closes. */
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
export interface Standing extends OpenLimits {
  service: Service;
  /** Programme of the travellers that the question is about. Null if the question names none. */
  askedFor: Programme | null;
  /** Null if the answer is doubtful. */
  open: boolean | null;
  status: AnsweredStatus;
  because: Because;
  /**
   * True on a day of change if the service certainly admits some travellers, but perhaps not all that it will admit.
   */
  isWidening: boolean;
  /**
   * Start, with the precision of the source, of the unbroken run in which the service is restricted, or is open with
   * the same limits. Null if the run began at an earlier, unreported time.
   */
  since: Moment | null;
  onset: Onset | null;
  /**
   * For a restricted service, the reason for the restriction that the answer names. For a limited one, the newest
   * reason that a report of the run states, even if a later report states none. Otherwise, the report's reason.
   */
  reason: Reason | null;
  /** Restrictions in force, newest first. Empty if the service is open. */
  restrictions: readonly ShownRestriction[];
  /** Expected end of all restrictions, as {@link expectedEndOf} gives it. Null if there is none. */
  expectedUntil: Moment | null;
  /** True once the expected end has passed. A service never reopens automatically. */
  overdue: boolean;
  /** Weekly hours on record. */
  hours: Hours | null;
  /** Exceptions to the weekly hours that are not over. */
  exceptions: readonly ShownException[];
  /** Next opening by the hours, if the service is outside them and no recorded change restricts it by then. */
  opensAt: Temporal.Instant | null;
  /** Next closing by the hours, if the service is open and no recorded change restricts it by then. */
  closesAt: Temporal.Instant | null;
  next: ExpectedChange | null;
  certainty: Certainty | null;
  confirmedAt: Moment | null;
  /** Latest time with evidence of the status. The sentence about an `unconfirmed` standing names this time. */
  attestedAt: Moment | null;
  /** Evidence that confirms or attests the status. Null if there is none. */
  confirmedBy: Confirmation | null;
  conflict: Conflict | null;
  /** Lanes that have traffic now, as the feed shows. Null if there are none. */
  wait: Lane[] | null;
  report: ReportHead | null;
  credits: Credits;
}

/**
 * Computes the standing of a service at `at`. {@link openness} decides `open` and `because`. `observation` is the last
 * feed reading and applies to the present only: pass null for any other time. For another time, `trafficHour` is the
 * last hour with a stored wait that began at or before `at`. If an observation is given, `trafficHour` is ignored. With
 * `programme`, the answer is for travellers of that programme. A service that admits everybody gets the same answer
 * with and without it.
 */
export function standingAt(
  timeline: Timeline,
  at: Temporal.Instant,
  observation: Observation | null,
  thresholds: Thresholds,
  trafficHour: TrafficHour | null = null,
  programme: Programme | null = null,
): Standing {
  const traffic = observation ?? trafficHour;
  const last = lastBegun(timeline.statusChanges, at);
  // Without a programme, the answer is about the travellers who are certainly admitted.
  const index = programme === null ? settledIndex(timeline, last, at) : last;
  const moving = observation?.lanes.filter((lane) => isMoving(lane, at, thresholds.freshMinutes)) ?? [];
  const hoursChange = hoursChangeAt(timeline, at);
  const hours = hoursChange?.hours ?? null;
  const base = {
    service: timeline.service,
    askedFor: programme,
    hours,
    exceptions: shownExceptions(timeline, at),
    wait: moving.length > 0 ? moving : null,
    next: changeAfter(timeline, index),
  };
  if (index < 0) return { ...base, ...NOTHING_REPORTED };

  const run = { ...changeRunUpTo(timeline, index), askedFor: programme };
  const { status, limited, programmes, standing } = run;
  const isForOthers = status === "open" && programme !== null && !admits(run, programme);
  const restrictions = shownRestrictions(run.restrictions, timeline.zone, at);
  const expected = expectedEndOf(restrictions);
  const overdue = expected !== null && compareInstants(expected.at, at) <= 0;
  const isDay = isDayOfChange(timeline, index, at, programme === null || isForOthers ? programmes : [programme]);
  const overAt = doubtedFrom(restrictions, thresholds.overdueDoubtHours);
  const isOver = overAt !== null && compareInstants(overAt, at) <= 0 && !isRestated(timeline, run, at, thresholds);
  const table = timetableState(timeline, at);
  const movingAt = observation === null ? movingWithin(run, traffic) : null;
  const isSampled = traffic !== null && movingAt !== null && isCurrent(traffic, movingAt, at, thresholds.freshMinutes);
  const { open, because } = isForOthers
    ? ({ open: false, because: "limited_to_others" } as const)
    : openness(status, isDay || isOver, table.state, moving.length > 0 || isSampled);
  const evidence = lastEvidence(timeline, run, at, traffic);
  const turn = turnUnlessRestricted(timeline, index, table.until, programme);
  const after = turn === null ? null : timetableState(timeline, turn).state;
  const opensAt = because === "outside_hours" && after === "within" ? turn : null;
  // Unknown hours leave the closing time unknown too.
  const closesAt = because === "in_service" && table.state === "within" && after === "outside" ? turn : null;
  const nextChangeAt = opensAt ?? closesAt;
  return {
    ...base,
    open,
    because,
    isWidening:
      because === "day_of_change" && certainTravellers(statusStatesOf(timeline), index, at, timeline.zone) !== null,
    status,
    limited,
    programmes,
    since: run.first.onset === "unknown" ? null : run.first.effectiveAt,
    onset: run.first.onset,
    reason: reasonOf(run),
    restrictions,
    expectedUntil: expected?.until ?? null,
    overdue,
    opensAt,
    closesAt,
    ...assuranceOf(timeline, run, at, traffic, thresholds, isDay || overdue),
    confirmedAt: confirmedAt(timeline, run, at, traffic),
    attestedAt: evidence.moment,
    conflict: conflictOf(timeline, run, at, traffic, thresholds),
    report: standing.report,
    credits: {
      since: publisherOf(run.first),
      status: publisherOf(standing),
      attested: evidence.publisher ?? traffic?.origin.publisher ?? null,
      expectedUntil: expected?.by ?? null,
      hours: publisherOf(exceptionInForce(timeline, at) ?? hoursChange),
      turn: nextChangeAt === null ? null : publisherOf(hoursLineOf(timeline, nextChangeAt, open === true)),
    },
  };
}

/**
 * Returns the line whose hours make a service open or close at an instant. A closing follows from the hours in force
 * just before it: at midnight, from those of the day that ends.
 */
const hoursLineOf = (timeline: Timeline, at: Temporal.Instant, closes: boolean) =>
  exceptionInForce(timeline, closes ? at.subtract({ milliseconds: 1 }) : at) ?? hoursChangeAt(timeline, at);

const publisherOf = (line: { report: ReportHead } | undefined): string | null => line?.report.source.publisher ?? null;

const NOTHING_REPORTED = {
  open: null,
  status: "unknown",
  limited: false,
  programmes: [],
  because: "no_report",
  isWidening: false,
  since: null,
  onset: null,
  reason: null,
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
