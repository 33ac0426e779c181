import type { Temporal } from "temporal-polyfill";
import type { ExceptionHours } from "../hours/exceptions.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { Service } from "../places/crossing.ts";
import type { Moment, Publication } from "../time/moment.ts";
import type { Onset, Programme, Reason, SourceKind, Status } from "../vocabulary.ts";

/**
 * Source of a report. `publisher` is whoever made the statement, not an outlet that relayed it. A source whose
 * `publishedAt` is null counts as never published.
 */
export interface Source {
  kind: SourceKind;
  publisher: string;
  title: string;
  url: string | null;
  publishedAt: Publication | null;
}

/**
 * Fields common to all lines of one report. A report is the statement of one source, recorded once and never altered.
 */
export interface ReportHead {
  id: string;
  /** Position in the recording order of reports. */
  seq: number;
  recordedAt: Temporal.Instant;
  /** Holder of the key that recorded the report, `seed`, or `job:` followed by a job's name. */
  recordedBy: string;
  source: Source;
  reason: Reason | null;
  note: string | null;
  /** Report that this retraction withdraws. Null if this is not a retraction. */
  retracts: string | null;
  /** Accepted proposal from which the report came. Null if no job drafted it. */
  origin: string | null;
}

/** A new status of a service, in effect from `effectiveAt`. */
export interface StatusChange {
  service: Service;
  status: Status;
  limited: boolean;
  /** Travellers to whom the open service is limited, in the order of the vocabulary. Empty if it admits everybody. */
  programmes: readonly Programme[];
  effectiveAt: Moment;
  onset: Onset;
  expectedUntil: Moment | null;
  /** Restrictions that an `open` change ends. If null, the rules for restrictions decide. */
  lifts: Lifts | null;
}

/** Restrictions to end: the ids of reports that began or continued them, or `all` for every restriction in force. */
export type Lifts = readonly string[] | "all";

/** New weekly hours of a service, in effect from `effectiveAt`. Null removes the hours on record. */
export interface HoursChange {
  service: Service;
  hours: Hours | null;
  effectiveAt: Moment;
}

/**
 * Hours that replace the weekly hours of a service on some days, from `effectiveAt` on. The exception ends with the
 * last of these days, with `until`, or when a line whose exception is null ends all exceptions, whichever comes first.
 */
export interface HoursException {
  service: Service;
  exception: ExceptionHours | null;
  effectiveAt: Moment;
  until: Moment | null;
}

/**
 * A source's statement about a service's status that does not change the record. Without `until`, the claim is about
 * some moment of the day or month that `effectiveAt` names, or about that instant. With `until`, it covers all the time
 * from `effectiveAt` to `until`. `denied` marks a rumour that the source of the report denies. `attributed` marks a
 * vague statement that Garita, not the source, applied to this service.
 */
export interface Claim {
  service: Service;
  status: Status;
  limited: boolean;
  /** As in {@link StatusChange}. */
  programmes: readonly Programme[];
  effectiveAt: Moment;
  until: Moment | null;
  denied: boolean;
  attributed: boolean;
}

/**
 * Number of people, vehicles or trains that used a service in a month. The count is also a claim: the service was open
 * in that month, or had no traffic if the number is 0.
 */
export interface TrafficCount {
  service: Service;
  effectiveAt: Temporal.PlainYearMonth;
  number: number;
}

/** Lines of a report, each for one service. A report without lines is an advisory. */
export interface ReportLines {
  statusChanges: StatusChange[];
  hoursChanges: HoursChange[];
  hoursExceptions: HoursException[];
  claims: Claim[];
  counts: TrafficCount[];
}

/** Head of a report, with its withdrawal if any. */
export interface HeadOnRecord extends ReportHead {
  /** Time at which a later report withdrew this one. Null if none did. */
  retractedAt: Temporal.Instant | null;
}

export interface Report extends HeadOnRecord, ReportLines {}

/** Returns the slugs of the crossings that the lines concern, without duplicates. */
export const crossingsOf = (lines: ReportLines): string[] => [
  ...new Set(linesIn(lines).map((line) => line.service.crossing)),
];

/** Returns all lines of a report, of every kind. */
export const linesIn = ({
  statusChanges,
  hoursChanges,
  hoursExceptions,
  claims,
  counts,
}: ReportLines): { service: Service }[] => [
  ...statusChanges,
  ...hoursChanges,
  ...hoursExceptions,
  ...claims,
  ...counts,
];
