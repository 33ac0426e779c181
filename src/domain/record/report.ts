import type { Temporal } from "temporal-polyfill";
import type { Hours } from "../hours/opening-hours.ts";
import type { Service } from "../places/crossing.ts";
import type { Moment, Publication } from "../time/moment.ts";
import type { Onset, Reason, SourceKind, Status } from "../vocabulary.ts";

/**
 * The source of a report. `publisher` made the statement; it is not the outlet that relayed it. A `publishedAt` of null
 * counts as never published.
 */
export interface Source {
  kind: SourceKind;
  publisher: string;
  title: string;
  url: string | null;
  publishedAt: Publication | null;
}

/**
 * The fields common to all lines of one report. A report is one source's statement, recorded once and never altered.
 */
export interface ReportHead {
  id: string;
  /** The position in the order in which reports were recorded. */
  seq: number;
  recordedAt: Temporal.Instant;
  /** The holder of the key that recorded it, `seed`, or `job:` followed by a job's name. */
  recordedBy: string;
  source: Source;
  reason: Reason | null;
  note: string | null;
  /** The report that this one withdraws, if it is a retraction. */
  retracts: string | null;
  /** The accepted proposal that it came from, if a job drafted it. */
  origin: string | null;
}

/** From `effectiveAt` this service has this status. */
export interface StatusChange {
  service: Service;
  status: Status;
  limited: boolean;
  effectiveAt: Moment;
  onset: Onset;
  expectedUntil: Moment | null;
  /** The restrictions that an `open` change ends. Null if it names none: then the rules of restrictions decide. */
  lifts: Lifts | null;
}

/** Restrictions by reports that began or continued them, or all that stand. */
export type Lifts = readonly string[] | "all";

/** From `effectiveAt` this service keeps these weekly hours; null clears them. */
export interface HoursChange {
  service: Service;
  hours: Hours | null;
  effectiveAt: Moment;
}

/**
 * A source's statement about a service's status that does not change the record. Without `until` it is about some
 * moment within `effectiveAt`; with `until` it is about all the time up to then. `denied` marks a rumour that the
 * source itself denies. `attributed` marks a vague statement that Garita, not the source, applied to this service.
 */
export interface Claim {
  service: Service;
  status: Status;
  limited: boolean;
  effectiveAt: Moment;
  until: Moment | null;
  denied: boolean;
  attributed: boolean;
}

/** How many crossed with a service in a month; 0 says that nobody did. It is a claim that the service was open then. */
export interface TrafficCount {
  service: Service;
  effectiveAt: Temporal.PlainYearMonth;
  number: number;
}

/** The lines of a report, each for one service. A report without lines is an advisory. */
export interface ReportLines {
  statusChanges: StatusChange[];
  hoursChanges: HoursChange[];
  claims: Claim[];
  counts: TrafficCount[];
}

/** A report's head, and whether the report was withdrawn. */
export interface HeadOnRecord extends ReportHead {
  /** When a later report withdrew this one; null if none did. */
  retractedAt: Temporal.Instant | null;
}

export interface Report extends HeadOnRecord, ReportLines {}

/** Returns the slugs of the crossings that the lines concern, without duplicates. */
export const crossingsOf = (lines: ReportLines): string[] => [
  ...new Set(linesIn(lines).map((line) => line.service.crossing)),
];

/** Returns all lines of a report, of every kind. */
export const linesIn = ({ statusChanges, hoursChanges, claims, counts }: ReportLines): { service: Service }[] => [
  ...statusChanges,
  ...hoursChanges,
  ...claims,
  ...counts,
];
