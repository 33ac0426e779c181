import type { Temporal } from "temporal-polyfill";
import { isMoving, type Lane, type Observation } from "../feed/observation.ts";
import { isCurrent, movingWithin, type TrafficHour } from "../feed/traffic.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { Service } from "../places/crossing.ts";
import {
  exceptionInForce,
  hoursLineOf,
  type ShownException,
  shownExceptions,
} from "../record/exceptions/kept-exceptions.ts";
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
  isRestrictedAt,
  type OpeningAfter,
  openingAfter,
  reasonOf,
  settledIndex,
  turnUnlessRestricted,
} from "./change-run.ts";
import type { Conflict } from "./conflict.ts";
import { type Credits, NO_CREDITS, publisherOf } from "./credits.ts";
import {
  answeredRun,
  assuranceOf,
  type Confirmation,
  confirmedAt,
  conflictOf,
  isRestated,
  lastEvidence,
  type Thresholds,
} from "./evidence.ts";
import { doubtedFrom, expectedEndOf, type ShownRestriction, shownRestrictions } from "./restrictions.ts";

/** Answer for a service at an instant, always computed and never stored. */
export interface Standing extends OpenLimits {
  service: Service;
  /** Programme named in the question. Null if it names none. */
  askedFor: Programme | null;
  /** Null if the answer is doubtful. */
  open: boolean | null;
  status: AnsweredStatus;
  because: Because;
  /** True on a day of change if the service certainly admits some travellers now and may admit more later that day. */
  isWidening: boolean;
  /** Start of the run, with the precision of its source. Null if the run began at an unreported time. */
  since: Moment | null;
  onset: Onset | null;
  /**
   * Reason for the restriction that the answer names. For a limited service, the newest reason stated in the run.
   * Otherwise, the reason in the report.
   */
  reason: Reason | null;
  /** Restrictions in force, newest first. Empty if the service is open. */
  restrictions: readonly ShownRestriction[];
  /** Expected end of all restrictions. Null if {@link expectedEndOf} finds none. */
  expectedUntil: Moment | null;
  /** True once the expected end has passed. The service still counts as restricted. */
  overdue: boolean;
  /** Weekly hours on record. */
  hours: Hours | null;
  /** Current and future exceptions to the weekly hours. */
  exceptions: readonly ShownException[];
  /**
   * Next opening by the hours. Null if the service is not shut by its hours, or if a change on record restricts it by
   * then.
   */
  opensAt: Temporal.Instant | null;
  /**
   * Next opening by the hours, if the service is shut by its hours and is restricted at that opening. Otherwise null.
   */
  cancelledOpening: Temporal.Instant | null;
  /**
   * Next opening by the hours, if the service is shut by its hours, a restriction begins before the opening, and every
   * such restriction is over by then.
   */
  openingAfter: OpeningAfter | null;
  /** Next closing by the hours. Null if the service is not open, or if a change on record restricts it by then. */
  closesAt: Temporal.Instant | null;
  next: ExpectedChange | null;
  certainty: Certainty | null;
  confirmedAt: Moment | null;
  /** Latest time with evidence of the status. Sentences about `unconfirmed` standings show it. */
  attestedAt: Moment | null;
  /** Evidence besides the answer's own report. Null if there is none. */
  confirmedBy: Confirmation | null;
  conflict: Conflict | null;
  /** Lanes that now have traffic in the feed. Null if there are none. */
  wait: Lane[] | null;
  report: ReportHead | null;
  credits: Credits;
}

/**
 * Computes the standing of a service at `at`. Pass `observation`, the last feed reading, only for the present. For
 * other times, pass `trafficHour`, the last hour up to `at` for which a wait is stored. With `programme`, the answer is
 * for travellers of that programme.
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
  const exceptions = shownExceptions(timeline, at);
  const wait = moving.length > 0 ? moving : null;
  const next = changeAfter(timeline, index);
  const { service } = timeline;
  if (index < 0) return { service, askedFor: programme, hours, exceptions, wait, next, ...NOTHING_REPORTED };

  const run = answeredRun(changeRunUpTo(timeline, index), programme);
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
  const after = table.until === null ? null : timetableState(timeline, table.until).state;
  const opening = because === "outside_hours" && after === "within" ? table.until : null;
  const opensAt = turn === null ? null : opening;
  // If the hours after the closing are unknown, so is the closing time.
  const closesAt = because === "in_service" && table.state === "within" && after === "outside" ? turn : null;
  const nextChangeAt = opensAt ?? closesAt;
  // No spreads: they make objects of this size slow to create and to read.
  const { certainty, confirmedBy } = assuranceOf(timeline, run, at, traffic, thresholds, isDay || overdue);
  return {
    service,
    askedFor: programme,
    hours,
    exceptions,
    wait,
    next,
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
    cancelledOpening: opening !== null && isRestrictedAt(timeline, opening) ? opening : null,
    openingAfter: opening === null || turn !== null ? null : openingAfter(timeline, index, opening),
    closesAt,
    certainty,
    confirmedBy,
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
  cancelledOpening: null,
  openingAfter: null,
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
  // Traffic matters only if the hours are unknown.
  if (hours === "unknown" && !traffic) return { open: null, because: "hours_unknown" };
  return hours === "outside" ? { open: false, because: "outside_hours" } : { open: true, because: "in_service" };
}
