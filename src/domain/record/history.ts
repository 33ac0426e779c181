import type { Temporal } from "temporal-polyfill";
import type { ExceptionHours } from "../hours/exceptions.ts";
import type { Hours } from "../hours/opening-hours.ts";
import type { Service } from "../places/crossing.ts";
import type { Moment } from "../time/moment.ts";
import type { Onset, Programme, Status } from "../vocabulary.ts";
import { isSameLimits, type OpenLimits } from "./limits.ts";
import type { HeadOnRecord, StatusChange } from "./report.ts";
import { statusStatesOf } from "./restrictions.ts";
import { isLastAtItsStart, type RecordedLine, type Timeline } from "./timeline.ts";

/** A line of a crossing's record, for one service. Fields that belong to other kinds of line are null. */
export interface HistoryItem {
  kind: "status" | "hours" | "exception" | "claim";
  service: Service;
  status: Status | null;
  limited: boolean | null;
  programmes: readonly Programme[] | null;
  hours: Hours | null;
  /** Hours for some days. Null in a line that ends all exceptions. */
  exception: ExceptionHours | null;
  effectiveAt: Moment;
  startsAt: Temporal.Instant;
  onset: Onset | null;
  /** Expected end of a change, end of a claim's period, or end of an exception. */
  expectedUntil: Moment | null;
  denied: boolean | null;
  attributed: boolean | null;
  report: HeadOnRecord;
  /** Position among the report's lines of the same kind. */
  line: number;
}

/** Sort key of a history item. It is unique. */
export type HistoryKey = readonly [start: number, seq: number, kind: number, line: number];

/**
 * Kinds in the order of the {@link HistoryKey}. Lists show the newest items first, so they show the kinds of one report
 * in reverse order.
 */
export const HISTORY_KINDS = ["claim", "hours", "status", "exception"] as const;

export const keyOf = (item: HistoryItem): HistoryKey => [
  item.startsAt.epochMilliseconds,
  item.report.seq,
  HISTORY_KINDS.indexOf(item.kind),
  item.line,
];

/** A period with the same status and limits. `to` is null if nothing on record ends it. */
export interface HistoryInterval extends OpenLimits {
  service: Service;
  status: Status;
  /** Null if the period began at an unreported time. */
  from: Moment | null;
  to: Moment | null;
  /** Instant at which the period begins in the crossing's zone. */
  startsAt: Temporal.Instant;
  /** Instant at which `to` begins in the crossing's zone. */
  endsAt: Temporal.Instant | null;
  /** Change that began the interval. */
  begunBy: RecordedLine<StatusChange>;
}

/** Returns the status intervals of one service, oldest first. */
export function statusIntervalsInHistory(timeline: Timeline): HistoryInterval[] {
  const { service } = timeline;
  const states = statusStatesOf(timeline);
  const spans: HistoryInterval[] = [];
  states.forEach((state, i) => {
    const { status, limited, programmes, startsAt, change } = state;
    if (!isLastAtItsStart(states, i)) return;
    const last = spans.at(-1);
    if (last !== undefined && last.status === status && isSameLimits(last, state)) return;
    if (last !== undefined) Object.assign(last, { to: change.effectiveAt, endsAt: startsAt });
    const from = change.onset === "unknown" ? null : change.effectiveAt;
    spans.push({ service, status, limited, programmes, from, to: null, startsAt, endsAt: null, begunBy: change });
  });
  return spans;
}
