import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../../src/domain/feed/observation.ts";
import type { Service } from "../../src/domain/places/crossing.ts";
import type {
  Claim,
  HoursChange,
  HoursException,
  Report,
  StatusChange,
  TrafficCount,
} from "../../src/domain/record/report.ts";
import type { RecordView } from "../../src/domain/record/timeline.ts";
import type { Thresholds } from "../../src/domain/status/evidence.ts";
import type { Programme, Reason, SourceKind } from "../../src/domain/vocabulary.ts";
import { ends, starts } from "./naive-clock.ts";

/** A question about a service at an instant, to be answered from the reports in a view. */
export interface Question {
  service: Service;
  zone: string;
  reports: readonly Report[];
  view: RecordView;
  at: Temporal.Instant;
  observation: Observation | null;
  /** Starts of hours with a stored wait. Stored waits are evidence if there is no observation. */
  waits?: readonly number[];
  thresholds: Thresholds;
  /** Programme of the travellers. Without a programme, the question is about any traveller. */
  programme?: Programme | null;
}

/** A line with its sort key: start in UTC milliseconds, `seq`, and position in the report. */
export type Told<Line> = Line & {
  start: number;
  seq: number;
  place: number;
  publisher: string;
  kind: SourceKind;
  reason: Reason | null;
  id: string;
};

/**
 * Returns true if a report counts: at `knownAt` it was on record and not withdrawn, and it was published no later than
 * `publishedBefore`.
 */
export function visible(report: Report, reports: readonly Report[], view: RecordView): boolean {
  const known = view.knownAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  const onRecord = (other: Report) => other.recordedAt.epochMilliseconds <= known;
  if (!onRecord(report)) return false;
  if (reports.some((other) => other.retracts === report.id && onRecord(other))) return false;
  if (view.publishedBefore === undefined) return true;
  const { publishedAt } = report.source;
  if (publishedAt === null) return false;
  return ends(publishedAt, "America/Los_Angeles") <= view.publishedBefore.epochMilliseconds;
}

/** Returns the lines of one kind that count for the service in question. */
export function told<Line extends StatusChange | HoursChange | HoursException | Claim | TrafficCount>(
  question: Question,
  linesOf: (report: Report) => readonly Line[],
): Told<Line>[] {
  const { service, zone, reports, view } = question;
  const lines: Told<Line>[] = [];
  for (const report of reports) {
    if (!visible(report, reports, view)) continue;
    for (const [place, line] of linesOf(report).entries()) {
      const other = line.service;
      if (other.crossing !== service.crossing || other.mode !== service.mode || other.direction !== service.direction)
        continue;
      const start = starts(line.effectiveAt, zone);
      const { id, seq, reason, source } = report;
      lines.push({ ...line, start, seq, place, publisher: source.publisher, kind: source.kind, reason, id });
    }
  }
  return lines;
}

/** Returns the service's exceptions in order of effect. */
export const toldSpecials = (question: Question) =>
  told(question, (report) => report.hoursExceptions)
    .sort((a, b) => (isAfter(a, b) ? 1 : -1))
    .map(({ exception, ...line }) => ({ ...line, text: exception?.text ?? null }));

interface Placed {
  start: number;
  seq: number;
  place: number;
}

/** Returns the last line in the order of start, seq and place, or undefined. */
export function newest<Line extends Placed>(lines: readonly Line[]): Line | undefined {
  let best: Line | undefined;
  for (const line of lines) if (best === undefined || isAfter(line, best)) best = line;
  return best;
}

/** Returns true if line `a` takes effect after line `b`. */
export function isAfter(a: Placed, b: Placed): boolean {
  if (a.start !== b.start) return a.start > b.start;
  return a.seq === b.seq ? a.place > b.place : a.seq > b.seq;
}

/** Returns the lines that began by a UTC millisecond. */
export const begun = <Line extends { start: number }>(lines: readonly Line[], at: number): Line[] =>
  lines.filter((line) => line.start <= at);

/** Returns true if two states or changes have the same status and limits. */
export const alike = (a: Pick<StatusChange, "status" | "limited" | "programmes">, b: typeof a): boolean =>
  a.status === b.status && a.limited === b.limited && `${a.programmes}` === `${b.programmes}`;

/** Returns the distinct starts of the lines, in order. */
export const startsOf = (lines: readonly { start: number }[]): number[] =>
  [...new Set(lines.map((line) => line.start))].sort((a, b) => a - b);
