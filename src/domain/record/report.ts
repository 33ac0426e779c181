import type { Temporal } from "temporal-polyfill";
import type { ExceptionHours } from "../hours/exceptions.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { Service } from "../places/crossing.ts";
import type { Moment, Publication } from "../time/moment.ts";
import type { Onset, Programme, Reason, SourceKind, Status } from "../vocabulary.ts";
import type { ReportHashes } from "./chain/report-hashes.ts";

/**
 * Source of a report. `publisher` is who made the statement, not who relayed it. A null `publishedAt` means that the
 * source was never published.
 */
export interface Source {
  kind: SourceKind;
  publisher: string;
  title: string;
  url: string | null;
  publishedAt: Publication | null;
}

/** Fields shared by all lines of one report. A report is one source's statement, recorded once and never changed. */
export interface ReportHead {
  id: string;
  /** Position in the recording order of reports. */
  seq: number;
  recordedAt: Temporal.Instant;
  /** Holder of the key used, `seed`, or `job:` and the job's name. */
  recordedBy: string;
  source: Source;
  reason: Reason | null;
  note: string | null;
  /** Report that this one withdraws. Null if this is not a retraction. */
  retracts: string | null;
  /** Proposal that became this report. Null if no job drafted it. */
  origin: string | null;
}

/** A new status of a service, in effect from `effectiveAt`. */
export interface StatusChange {
  service: Service;
  status: Status;
  limited: boolean;
  /** As in {@link OpenLimits}. */
  programmes: readonly Programme[];
  effectiveAt: Moment;
  onset: Onset;
  expectedUntil: Moment | null;
  /** Restrictions that an `open` change ends. If null, the sources and reasons decide which ones end. */
  lifts: Lifts | null;
}

/** Ids of the reports that began or continued these restrictions, or `all`. */
export type Lifts = readonly string[] | "all";

/** New weekly hours of a service from `effectiveAt`. Null removes its hours. */
export interface HoursChange {
  service: Service;
  hours: Hours | null;
  effectiveAt: Moment;
}

/**
 * Hours that replace the weekly hours of a service on some days, from `effectiveAt`. They end after the last of those
 * days, or at `until` if `until` is earlier. A line with a null exception ends all exceptions.
 */
export interface HoursException {
  service: Service;
  exception: ExceptionHours | null;
  effectiveAt: Moment;
  until: Moment | null;
}

/**
 * A statement about a service's status that does not change the record. With `until`, the status applied all the time
 * up to `until`. Without it, the status applied at the instant `effectiveAt`, or at some time in that day or month.
 * `denied` marks a rumour that the report's source denies. `attributed` means that the source did not name this
 * service, and that Garita applied the statement to it.
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
 * Number of people, vehicles or trains that used a service in a month. A number above 0 also means that the service was
 * open.
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

/** A report's head and its withdrawal, if any. */
export interface HeadOnRecord extends ReportHead {
  /** Time at which a later report withdrew this one, or null. */
  retractedAt: Temporal.Instant | null;
}

export interface Report extends HeadOnRecord, ReportLines {
  /** Null until the report has hashes, which a process of an earlier version does not add. */
  hashes: ReportHashes | null;
}

/** Returns the crossings of the lines, each once. */
export const crossingsOf = (lines: ReportLines): string[] => [
  ...new Set(linesIn(lines).map((line) => line.service.crossing)),
];

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
