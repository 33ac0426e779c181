import type { Temporal } from "temporal-polyfill";
import type { Hours } from "../hours/opening-hours.ts";
import type { Service } from "../places/crossing.ts";
import type { Moment, Publication } from "../time/moment.ts";
import type { Onset, Reason, SourceKind, Status } from "../vocabulary.ts";

/** Whose word a report is. `publisher` is who said it, not who relayed it; `publishedAt` null counts as never published. */
export interface Source {
  kind: SourceKind;
  publisher: string;
  title: string;
  url: string | null;
  publishedAt: Publication | null;
}

/** What is common to all lines of one report: what one source said, recorded once and never altered. */
export interface ReportHead {
  id: string;
  /** The place of the report in the order in which reports were recorded. */
  seq: number;
  recordedAt: Temporal.Instant;
  /** The holder of the key that recorded it, `seed`, or `job:` and a name. */
  recordedBy: string;
  source: Source;
  reason: Reason | null;
  note: string | null;
  /** The report that this one withdraws, where it is a retraction. */
  retracts: string | null;
  /** The proposal that it came from, where a job drafted it and an operator accepted it. */
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
}

/** From `effectiveAt` this service keeps these weekly hours; null clears them. */
export interface HoursChange {
  service: Service;
  hours: Hours | null;
  effectiveAt: Moment;
}

/**
 * What a source says a service's status was, without changing the record. Without `until` it speaks of some moment of
 * `effectiveAt`, with it of all the time until then. `denied` marks a rumour that its own source denies, `attributed`
 * a vague statement that Garita, not its source, attached to this service.
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

/** The lines of a report, each for one service. None of either: an advisory. */
export interface Lines {
  statusChanges: StatusChange[];
  hoursChanges: HoursChange[];
  claims: Claim[];
}

/** A head with what became of its report. */
export interface HeadOnRecord extends ReportHead {
  /** When a later report withdrew this one, or null. */
  retractedAt: Temporal.Instant | null;
}

export interface Report extends HeadOnRecord, Lines {}

/** The crossings that some lines touch. */
export const crossingsOf = ({ statusChanges, hoursChanges, claims }: Lines): string[] => [
  ...new Set([...statusChanges, ...hoursChanges, ...claims].map((line) => line.service.crossing)),
];
