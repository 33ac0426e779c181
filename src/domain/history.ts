import type { Temporal } from "temporal-polyfill";
import type { Service } from "./crossing.ts";
import type { Hours } from "./hours.ts";
import { type Moment, startOf } from "./moment.ts";
import type { Report } from "./report.ts";
import { isLastAtItsStart, type Timeline } from "./timeline.ts";
import type { Onset, Status } from "./words.ts";

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
  report: Report;
  /** Its place in its report and kind, so that every item has a place of its own. */
  line: number;
}

/** All lines of the reports, retracted ones too, by (`effectiveAt`, `seq`) descending. */
export function historyOf(reports: readonly Report[], zone: string): HistoryItem[] {
  const items = reports.flatMap((report) => itemsOf(report, zone));
  return items.sort((a, b) => compareKeys(keyOf(b), keyOf(a)));
}

const NONE = {
  status: null,
  limited: null,
  hours: null,
  onset: null,
  expectedUntil: null,
  denied: null,
  attributed: null,
};

function itemsOf(report: Report, zone: string): HistoryItem[] {
  const placed = (effectiveAt: Moment, line: number) => ({ report, line, startsAt: startOf(effectiveAt, zone) });
  return [
    ...report.statusChanges.map((change, i) => ({
      ...NONE,
      kind: "status" as const,
      ...change,
      ...placed(change.effectiveAt, i),
    })),
    ...report.hoursChanges.map((change, i) => ({
      ...NONE,
      kind: "hours" as const,
      ...change,
      ...placed(change.effectiveAt, i),
    })),
    ...report.claims.map(({ until, ...claim }, i) => ({
      ...NONE,
      kind: "claim" as const,
      ...claim,
      expectedUntil: until,
      ...placed(claim.effectiveAt, i),
    })),
  ];
}

/** The place of an item in the order of history: start in milliseconds, `seq`, kind, line. No two items share one. */
export type HistoryKey = readonly [start: number, seq: number, kind: number, line: number];

const KINDS = ["claim", "hours", "status"] as const;

export const keyOf = (item: HistoryItem): HistoryKey => [
  item.startsAt.epochMilliseconds,
  item.report.seq,
  KINDS.indexOf(item.kind),
  item.line,
];

export function compareKeys(a: HistoryKey, b: HistoryKey): number {
  const place = a.findIndex((part, i) => part !== b[i]);
  return place < 0 ? 0 : (a[place] ?? 0) - (b[place] ?? 0);
}

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
