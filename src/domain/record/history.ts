import type { Temporal } from "temporal-polyfill";
import type { Hours } from "../hours/opening-hours.ts";
import type { Service } from "../places/crossing.ts";
import type { Moment } from "../time/moment.ts";
import type { Onset, Status } from "../vocabulary.ts";
import type { HeadOnRecord } from "./report.ts";
import { isLastAtItsStart, type Timeline } from "./timeline.ts";

/** One line of the record of a crossing, for one service. What a kind does not have is null. */
export interface HistoryItem {
  kind: "status" | "hours" | "claim";
  service: Service;
  status: Status | null;
  limited: boolean | null;
  hours: Hours | null;
  effectiveAt: Moment;
  startsAt: Temporal.Instant;
  onset: Onset | null;
  /** A change's expected end, or the end of what a claim speaks of. */
  expectedUntil: Moment | null;
  denied: boolean | null;
  attributed: boolean | null;
  report: HeadOnRecord;
  /** Its place in its report and kind, so that every item has a place of its own. */
  line: number;
}

/** The place of an item in the order of history: start in milliseconds, `seq`, kind, line. No two items share one. */
export type HistoryKey = readonly [start: number, seq: number, kind: number, line: number];

/** Kinds in the order in which the lines of one report stand. */
export const HISTORY_KINDS = ["claim", "hours", "status"] as const;

export const keyOf = (item: HistoryItem): HistoryKey => [
  item.startsAt.epochMilliseconds,
  item.report.seq,
  HISTORY_KINDS.indexOf(item.kind),
  item.line,
];

/** An unbroken stretch of equal status and limited; `to` null while nothing on record ends it. */
export interface StatusSpan {
  service: Service;
  status: Status;
  limited: boolean;
  /** Null where it began earlier than anyone said. */
  from: Moment | null;
  to: Moment | null;
  /** The instants of `from` and `to` on the crossing's clock. */
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant | null;
}

/** The stretches of one service, oldest first. */
export function statusSpansOf({ service, statusChanges }: Timeline): StatusSpan[] {
  const spans: StatusSpan[] = [];
  statusChanges.forEach((change, i) => {
    if (!isLastAtItsStart(statusChanges, i)) return;
    const last = spans.at(-1);
    if (last !== undefined && last.status === change.status && last.limited === change.limited) return;
    if (last !== undefined) Object.assign(last, { to: change.effectiveAt, endsAt: change.startsAt });
    const { status, limited, effectiveAt, startsAt, onset } = change;
    const from = onset === "unknown" ? null : effectiveAt;
    spans.push({ service, status, limited, from, to: null, startsAt, endsAt: null });
  });
  return spans;
}
