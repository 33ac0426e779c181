import type { StatusChange } from "../../src/domain/record/report.ts";
import type { Moment } from "../../src/domain/time/moment.ts";
import type { AnsweredStatus, Because, Certainty, Onset } from "../../src/domain/vocabulary.ts";
import { ends, hoursTurn, hoursWord } from "./naive-clock.ts";
import { conflict, evidence } from "./naive-evidence.ts";
import { alike, begun, isAfter, newest, type Question, startsOf, type Told, told } from "./naive-lines.ts";

// A second implementation of the domain's rules, slow and simple. Every question examines all lines again, and times
// are UTC milliseconds. Only types are shared with the real implementation.

/** The model's answer. Moments are text, so two answers are equal if their texts are. */
export interface NaiveStanding {
  status: AnsweredStatus;
  limited: boolean;
  open: boolean | null;
  because: Because;
  since: string | null;
  onset: Onset | null;
  expectedUntil: string | null;
  overdue: boolean;
  hours: string | null;
  opensAt: string | null;
  closesAt: string | null;
  next: string | null;
  certainty: Certainty | null;
  confirmedAt: string | null;
  confirmedBy: string | null;
  conflict: string | null;
  report: string | null;
}

/** An interval of one status in a service's history. `to` is null if it has no end. */
export interface NaiveSpan {
  status: AnsweredStatus;
  limited: boolean;
  from: number;
  to: number | null;
}

/** Returns the intervals of equal status and limited, in order. They start with the first report. */
export function naiveHistory(question: Question): NaiveSpan[] {
  const changes = told(question, (report) => report.statusChanges);
  const spans: NaiveSpan[] = [];
  for (const start of startsOf(changes)) {
    const change = newest(begun(changes, start));
    const last = spans.at(-1);
    if (change === undefined || (last?.status === change.status && last.limited === change.limited)) continue;
    if (last !== undefined) last.to = start;
    spans.push({ status: change.status, limited: change.limited, from: start, to: null });
  }
  return spans;
}

/** Returns the standing of a service. */
export function naiveStanding(question: Question): NaiveStanding {
  const { zone } = question;
  const at = question.at.epochMilliseconds;
  const changes = told(question, (report) => report.statusChanges);
  const hoursChanges = told(question, (report) => report.hoursChanges);
  const hoursAt = (utc: number): string | null => newest(begun(hoursChanges, utc))?.hours?.text ?? null;
  const standing = newest(begun(changes, at));

  const later = startsOf(changes)
    .filter((start) => start > at)
    .map((start) => newest(begun(changes, start)))
    .find((change) => change !== undefined && (standing === undefined || !alike(change, standing)));
  const common = {
    hours: hoursAt(at),
    next: later === undefined ? null : `${later.status} ${later.limited} ${later.effectiveAt} ${later.id}`,
  };
  if (standing === undefined) return { ...NO_REPORT, ...common };

  const run = runOf(changes, standing, at);
  const doubted = isDoubtful(changes, standing, zone, at);
  const word = hoursWord(common.hours, zone, at);
  const since = at - question.thresholds.freshMinutes * 60_000;
  const moves = (question.observation?.lanes ?? []).some(
    (lane) => lane.says === "number" && lane.minutes !== null && lane.at !== null && lane.at.epochMilliseconds >= since,
  );
  const isTraffic = word === "unknown" && (moves || question.sampled === true);
  const { open, because } = openness(standing, doubted, isTraffic ? "within" : word);
  let turn: number | null = null;
  if (because === "in_service" || because === "outside_hours") {
    const boundaries = hoursChanges.map((change) => change.start);
    turn = hoursTurn(hoursAt, boundaries, zone, at);
    const until = turn;
    const restricted = (start: number) =>
      start > at && start <= (until ?? at) && newest(begun(changes, start))?.status !== "open";
    if (startsOf(changes).some(restricted)) turn = null;
  }
  const turned = turn === null ? null : hoursWord(hoursAt(turn), zone, turn);
  // A publisher's last change in the run decides whether it still expects an end.
  const last = [...new Set(run.map((change) => change.publisher))].map((publisher) =>
    newest(run.filter((change) => change.publisher === publisher)),
  );
  const expecting = last.flatMap((change) => (change === undefined || change.expectedUntil === null ? [] : [change]));
  const expectedUntil = newest(expecting)?.expectedUntil ?? null;
  // Of several equal changes at the start of a run, the last recorded counts as its first change.
  const start = Math.min(...run.map((change) => change.start));
  const first = newest(run.filter((change) => change.start === start));
  return {
    ...common,
    open,
    because,
    status: standing.status,
    limited: standing.limited,
    since: first === undefined || first.onset === "unknown" ? null : text(first.effectiveAt),
    onset: first?.onset ?? null,
    expectedUntil: expectedUntil === null ? null : text(expectedUntil),
    overdue: expectedUntil !== null && ends(expectedUntil, zone) <= at,
    opensAt: because === "outside_hours" && turned === "within" ? stamp(turn) : null,
    closesAt: because === "in_service" && word === "within" && turned === "outside" ? stamp(turn) : null,
    ...evidence(question, standing, run, doubted),
    conflict: conflict(question, changes, standing),
    report: standing.id,
  };
}

const NO_REPORT = {
  status: "unknown",
  limited: false,
  open: null,
  because: "no_report",
  since: null,
  onset: null,
  expectedUntil: null,
  overdue: false,
  opensAt: null,
  closesAt: null,
  certainty: null,
  confirmedAt: null,
  confirmedBy: null,
  conflict: null,
  report: null,
} as const;

const text = (moment: Moment): string => moment.toString();
const stamp = (utc: number | null): string | null => (utc === null ? null : new Date(utc).toISOString());

export function openness(
  standing: StatusChange,
  doubted: boolean,
  word: "within" | "outside" | "unknown",
): { open: boolean | null; because: Because } {
  if (standing.status !== "open") return { open: false, because: standing.status };
  if (doubted) return { open: null, because: "day_of_change" };
  if (word === "within") return { open: true, because: "in_service" };
  return word === "outside" ? { open: false, because: "outside_hours" } : { open: null, because: "hours_unknown" };
}

/**
 * Returns the current run: the changes equal to the one in force, since the record last said otherwise for at least a
 * moment.
 */
export function runOf(
  changes: readonly Told<StatusChange>[],
  standing: Told<StatusChange>,
  at: number,
): Told<StatusChange>[] {
  let from = standing.start;
  for (const start of startsOf(changes).reverse()) {
    if (start > at) continue;
    const then = newest(begun(changes, start));
    if (then === undefined || !alike(then, standing)) break;
    from = start;
  }
  return changes.filter((change) => change.start >= from && change.start <= at && alike(change, standing));
}

export function isDoubtful(
  changes: readonly Told<StatusChange>[],
  change: Told<StatusChange>,
  zone: string,
  at: number,
): boolean {
  if (change.status !== "open" || change.onset === "unknown" || ends(change.effectiveAt, zone) <= at) return false;
  const before = newest(changes.filter((other) => isAfter(change, other)));
  return before?.status !== "open" || isDoubtful(changes, before, zone, at);
}

/** Returns the answer for several services together. */
export function naiveVerdict(standings: readonly { open: boolean | null; because: Because }[]): {
  open: boolean | null;
  partial: boolean;
} {
  const unasked = standings.every((standing) => standing.because === "no_report");
  const words = standings.filter((standing) => unasked || standing.because !== "no_report").map(({ open }) => open);
  const partial = words.includes(true) && words.includes(false);
  if (words.includes(true)) return { open: true, partial };
  return { open: words.length === 0 || words.includes(null) ? null : false, partial };
}
