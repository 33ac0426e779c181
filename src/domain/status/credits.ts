import type { ReportHead } from "../record/report.ts";

/**
 * Publisher of each part of an answer. A part is null if it comes from no publisher. Feed readings are credited to the
 * feed's publisher.
 */
export interface Credits {
  /** Publisher of the change that began the run. */
  since: string | null;
  /** Publisher of the change in force. */
  status: string | null;
  /** Publisher of the latest evidence for the status. */
  attested: string | null;
  expectedUntil: string | null;
  /** Publisher of the current hours. */
  hours: string | null;
  /** Publisher of the hours by which the service next opens or closes. */
  turn: string | null;
}

/** Credits of a service without any report. */
export const NO_CREDITS: Credits = {
  since: null,
  status: null,
  attested: null,
  expectedUntil: null,
  hours: null,
  turn: null,
};

/** Returns the publisher of a line's report, or null if there is no line. */
export const publisherOf = (line: { report: ReportHead } | undefined): string | null =>
  line?.report.source.publisher ?? null;
