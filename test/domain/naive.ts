import type { StatusChange } from "../../src/domain/record/report.ts";
import type { Moment } from "../../src/domain/time/moment.ts";
import type { AnsweredStatus, Because, Certainty, Onset, Programme } from "../../src/domain/vocabulary.ts";
import { ends, hoursTurn, hoursWord } from "./naive-clock.ts";
import { conflict, evidence, lastWait } from "./naive-evidence.ts";
import { keptAt, keptTurns, weekAt } from "./naive-hours.ts";
import { alike, type Question, startsOf, type Told, told } from "./naive-lines.ts";
import { nextText, openingAfter } from "./naive-opening.ts";
import { type NaiveShown, type NaiveState, shownTogether, stateAtTime, stateBefore } from "./naive-restrictions.ts";
import { isAdmitted, isDoubtful, isOpenFor, lets, settledTime, TRAVELLERS } from "./naive-travellers.ts";

// A second implementation of the rules, slow and simple. Every question examines all lines again, and times are UTC
// milliseconds. The naive model shares only types, programmes and service keys with the real implementation.

/** The model's answer. Moments are text, so two answers are equal if their texts are. */
export interface NaiveStanding {
  status: AnsweredStatus;
  limited: boolean;
  programmes: string;
  open: boolean | null;
  because: Because;
  since: string | null;
  onset: Onset | null;
  restrictions: string;
  expectedUntil: string | null;
  overdue: boolean;
  hours: string | null;
  opensAt: string | null;
  cancelledOpening: string | null;
  openingAfter: string | null;
  closesAt: string | null;
  next: string | null;
  certainty: Certainty | null;
  confirmedAt: string | null;
  confirmedBy: string | null;
  conflict: string | null;
  report: string | null;
}

/** An interval of one status. `to` is null for an interval without an end. */
export interface NaiveSpan {
  status: AnsweredStatus;
  limited: boolean;
  programmes: readonly Programme[];
  from: number;
  to: number | null;
}

/** Returns the intervals with the same status and limits, in order. */
export function naiveHistory(question: Question): NaiveSpan[] {
  const changes = told(question, (report) => report.statusChanges);
  const spans: NaiveSpan[] = [];
  for (const start of startsOf(changes)) {
    const state = stateAtTime(changes, start);
    const last = spans.at(-1);
    if (
      state === undefined ||
      (last !== undefined && alike({ ...last, status: state.status }, state) && last.status === state.status)
    )
      continue;
    if (last !== undefined) last.to = start;
    spans.push({ status: state.status, limited: state.limited, programmes: state.programmes, from: start, to: null });
  }
  return spans;
}

/** Returns the standing of a service. */
export function naiveStanding(question: Question): NaiveStanding {
  const { zone } = question;
  const at = question.at.epochMilliseconds;
  const changes = told(question, (report) => report.statusChanges);
  const kept = (utc: number) => keptAt(question, utc);
  const asked = question.programme ?? null;
  const settled = asked === null ? settledTime(changes, zone, at) : at;
  const state = stateAtTime(changes, settled);

  const common = { hours: weekAt(question, at), next: nextText(changes, settled, state) };
  if (state === undefined) return { ...NO_REPORT, ...common };

  const run = runOf(changes, state, settled);
  const isForOthers = state.status === "open" && !isAdmitted(state, asked);
  const travellers = asked === null || isForOthers ? TRAVELLERS.filter((each) => lets(state, each)) : [asked];
  const isDay = travellers.some((each) => isDoubtful(changes, state, zone, at, each));
  const seen = shownTogether(state, zone, at);
  const expected = lastEnd(seen);
  const overdue = expected !== null && expected.endsAt <= at;
  const doubted = isDay || isInDoubt(question, state, run);
  const word = hoursWord(kept(at), zone, at);
  const since = at - question.thresholds.freshMinutes * 60_000;
  const moves = (question.observation?.lanes ?? []).some(
    (lane) => lane.says === "number" && lane.minutes !== null && lane.at !== null && lane.at.epochMilliseconds >= since,
  );
  const wait = lastWait(question);
  const isWaiting = wait !== null && wait >= run.from && at < wait + 3_600_000;
  const isTraffic = word === "unknown" && (moves || isWaiting);
  const { open, because } = isForOthers
    ? ({ open: false, because: "limited_to_others" } as const)
    : openness(state, doubted, isTraffic ? "within" : word);
  let [turn, cancelled, afterwards]: [number | null, number | null, string | null] = [null, null, null];
  if (because === "in_service" || because === "outside_hours") {
    turn = hoursTurn(kept, keptTurns(question), zone, at);
    const until = turn;
    const restricted = (start: number) =>
      start > settled && start <= (until ?? at) && !isOpenFor(stateAtTime(changes, start), asked);
    if (startsOf(changes).some(restricted)) turn = null;
    if (
      because === "outside_hours" &&
      until !== null &&
      stateAtTime(changes, until)?.status !== "open" &&
      hoursWord(kept(until), zone, until) === "within"
    )
      cancelled = until;
    if (because === "outside_hours" && until !== null && turn === null)
      afterwards = openingAfter(question, changes, state, until);
  }
  const turned = turn === null ? null : hoursWord(kept(turn), zone, turn);
  return {
    ...common,
    open,
    because,
    status: state.status,
    limited: state.limited,
    programmes: `${state.programmes}`,
    since: run.first.onset === "unknown" ? null : text(run.first.effectiveAt),
    onset: run.first.onset,
    restrictions: seen.map((each) => each.text).join(", "),
    expectedUntil: expected === null ? null : text(expected.until),
    overdue,
    opensAt: because === "outside_hours" && turned === "within" ? stamp(turn) : null,
    cancelledOpening: stamp(cancelled),
    openingAfter: afterwards,
    closesAt: because === "in_service" && word === "within" && turned === "outside" ? stamp(turn) : null,
    ...evidence(question, state.status, run, isDay || overdue),
    conflict: conflict(question, changes, run.standing, state.status),
    report: run.standing.id,
  };
}

const NO_REPORT = {
  status: "unknown",
  limited: false,
  programmes: "",
  open: null,
  because: "no_report",
  since: null,
  onset: null,
  restrictions: "",
  expectedUntil: null,
  overdue: false,
  opensAt: null,
  cancelledOpening: null,
  openingAfter: null,
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
  { status }: Pick<NaiveState, "status">,
  doubted: boolean,
  word: "within" | "outside" | "unknown",
): { open: boolean | null; because: Because } {
  if (status !== "open") return doubted ? { open: null, because: "overdue" } : { open: false, because: status };
  if (doubted) return { open: null, because: "day_of_change" };
  if (word === "within") return { open: true, because: "in_service" };
  return word === "outside" ? { open: false, because: "outside_hours" } : { open: null, because: "hours_unknown" };
}

/**
 * Returns the last expected end. Returns null if some restriction has no expected end and no other restriction with the
 * same reason has one. A missing reason matches every reason.
 */
function lastEnd(seen: readonly NaiveShown[]): { until: Moment; endsAt: number } | null {
  let last: { until: Moment; endsAt: number } | null = null;
  for (const { until, endsAt } of seen)
    if (until !== null && endsAt !== null && (last === null || endsAt > last.endsAt)) last = { until, endsAt };
  const withEnd = seen.filter(({ endsAt }) => endsAt !== null);
  for (const { endsAt, reason } of seen) {
    const same = withEnd.filter((other) => other.reason === null || reason === null || other.reason === reason);
    if (endsAt === null && same.length === 0) return null;
  }
  return last;
}

/** Returns true if every restriction has been overdue for `overdueDoubtHours` and no later claim restates it. */
export function isInDoubt(question: Question, state: NaiveState, run: NaiveRun): boolean {
  const at = question.at.epochMilliseconds;
  const patience = question.thresholds.overdueDoubtHours * 3_600_000;
  for (const claim of told(question, (report) => report.claims)) {
    const { status, denied, start, until, effectiveAt } = claim;
    if (denied || status !== state.status || start > at || start < run.from) continue;
    if (at < ends(until ?? effectiveAt, question.zone) + patience) return false;
  }
  const seen = shownTogether(state, question.zone, at);
  return seen.length > 0 && !seen.some(({ endsAt }) => endsAt === null || at < endsAt + patience);
}

/** The current run, and the changes that support it. */
export interface NaiveRun {
  first: Told<StatusChange>;
  standing: Told<StatusChange>;
  changes: Told<StatusChange>[];
  /** The time from which a statement supports the state. */
  from: number;
}

/**
 * Returns the current run: the time since the record last gave a different state. `suspended` and `closed` belong to
 * the same run.
 */
export function runOf(changes: readonly Told<StatusChange>[], state: NaiveState, at: number): NaiveRun {
  const isShut = state.status !== "open";
  const goesOn = (then: NaiveState | undefined) =>
    then !== undefined && (isShut ? then.status !== "open" : alike(then, state));
  let from = state.change.start;
  for (const start of startsOf(changes).reverse()) {
    if (start > at) continue;
    if (!goesOn(stateAtTime(changes, start))) break;
    from = start;
  }
  const began = stateAtTime(changes, from) ?? state;
  if (isShut) {
    const standing = state.restrictions.find(({ status }) => status === state.status)?.last ?? state.change;
    const all = state.restrictions.flatMap((each) => each.changes);
    return {
      first: began.restrictions[0]?.last ?? began.change,
      standing,
      changes: all.filter(({ status }) => status === state.status),
      from: Math.min(...all.map(({ start }) => start)),
    };
  }
  // If several equal changes start a run together, the last recorded one counts as the first change.
  const alikeChanges = changes.filter((change) => {
    if (change.start < from || change.start > at || change.status !== "open") return false;
    const before = stateBefore(changes, change)?.restrictions ?? [];
    return alike(change, state) && leavesNothing(changes, change, before.length);
  });
  return { first: began.change, standing: state.change, changes: alikeChanges, from };
}

/** Returns true if no restriction is in force after a change. */
function leavesNothing(changes: readonly Told<StatusChange>[], change: Told<StatusChange>, before: number): boolean {
  if (before === 0) return true;
  const upTo = changes.filter((other) => other === change || !isLater(other, change));
  return stateAtTime(upTo, change.start)?.restrictions.length === 0;
}

const isLater = (a: Told<StatusChange>, b: Told<StatusChange>): boolean =>
  a.start !== b.start ? a.start > b.start : a.seq !== b.seq ? a.seq > b.seq : a.place > b.place;

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
