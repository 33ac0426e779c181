import type { Temporal } from "temporal-polyfill";
import { admits, admitsAllOf, isSameLimits, isSameProgrammes, type OpenLimits } from "../record/limits.ts";
import type { ReportHead, StatusChange } from "../record/report.ts";
import { leadingOf, newestOf, type Restriction, type StatusState, statusStatesOf } from "../record/restrictions.ts";
import { isLastAtItsStart, lastBegun, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { compareInstants, type Moment } from "../time/moment.ts";
import type { Programme, Reason, Status } from "../vocabulary.ts";
import { certainTravellers } from "./certain-travellers.ts";

/** The next change on record to a different status or different limits. */
export interface ExpectedChange extends OpenLimits {
  status: Status;
  effectiveAt: Moment;
  startsAt: Temporal.Instant;
  report: ReportHead;
}

/**
 * A period in which a service stays open with the same limits, or stays restricted. A restricted period may include
 * several restrictions, e.g. a storm during roadworks.
 */
export interface ChangeRun extends OpenLimits {
  status: Status;
  /** Change that began the period. */
  first: RecordedLine<StatusChange>;
  /** Change in force. With several restrictions, the newest change of the restriction that the answer names. */
  standing: RecordedLine<StatusChange>;
  /** Changes that set the status, in the order in which they took effect. */
  changes: readonly RecordedLine<StatusChange>[];
  /** Start of the open period, or of the oldest restriction in force. */
  supportedFrom: Temporal.Instant;
  /** Restrictions in force. */
  restrictions: readonly Restriction[];
}

/**
 * Returns the run that the change at `index` belongs to, up to that change.
 * @throws RangeError if there is no change at `index`
 */
export function changeRunUpTo(timeline: Timeline, index: number): ChangeRun {
  const states = statusStatesOf(timeline);
  const known = lastRuns.get(states);
  if (known !== undefined && known.index === index) return known.run;
  const run = searchRun(states, index);
  lastRuns.set(states, { index, run });
  return run;
}

/** Cache of the last run found in each list of states, because an answer asks for the same run several times. */
const lastRuns = new WeakMap<readonly StatusState[], { index: number; run: ChangeRun }>();

function searchRun(states: readonly StatusState[], index: number): ChangeRun {
  const state = states[index];
  if (state === undefined) throw new RangeError(`no status change at ${index}`);
  const broken = states.findLastIndex((each, i) => i < index && !isSameRun(each, state) && isLastAtItsStart(states, i));
  const run = states.slice(broken + 1, index + 1).filter((each) => isSameRun(each, state));
  // If several states start at the same instant, only the last takes effect.
  const first = run.findLast(({ startsAt }) => startsAt.equals((run[0] ?? state).startsAt)) ?? state;
  const { status, limited, programmes, restrictions } = state;
  if (status === "open") {
    const changes = run.map(({ change }) => change);
    const [begun, supportedFrom] = [first.change, first.startsAt];
    return { status, limited, programmes, restrictions, first: begun, standing: state.change, changes, supportedFrom };
  }
  const standing = newestOf(leadingOf(state));
  const changes = states
    .slice(0, index + 1)
    .map(({ change }) => change)
    .filter((change) => change.status === status && restrictions.some((each) => each.changes.includes(change)));
  const began = restrictions.map((each) => each.changes[0].startsAt).sort(compareInstants);
  const supportedFrom = began[0] ?? state.startsAt;
  const begun = beganWith(first);
  return { status, limited, programmes, restrictions, first: begun, standing, changes, supportedFrom };
}

/** Returns the newest change in force when a restricted run began. */
export const beganWith = ({ restrictions: [newest], change }: StatusState): RecordedLine<StatusChange> =>
  newest === undefined ? change : newestOf(newest);

const isSameRun = (a: StatusState, b: StatusState): boolean =>
  a.status === "open" || b.status === "open" ? isSameStatus(a, b) : true;

/** Returns true if two states have the same status and limits. */
export const isSameStatus = (a: OpenLimits & Pick<StatusState, "status">, b: typeof a): boolean =>
  a.status === b.status && isSameLimits(a, b);

/**
 * Returns true if the change at `index` is an opening that is dated to a day or month, and that day or month is not
 * over at `at`. The gate may then still be shut. Returns false if the onset is unknown, because the service opened
 * before the given time. Also returns false if the service was certainly open to the same travellers before.
 * `travellers` are programmes; an empty list means everybody.
 */
export function isDayOfChange(
  timeline: Timeline,
  index: number,
  at: Temporal.Instant,
  travellers = statusStatesOf(timeline)[index]?.programmes ?? [],
): boolean {
  const states = statusStatesOf(timeline);
  if (states[index]?.status !== "open") return false;
  const certain = certainTravellers(states, index, at, timeline.zone);
  return certain === null || !admitsAllOf(certain, travellers);
}

/** Returns the next change after the one at `index` that gives a different status or different limits, or null. */
export function changeAfter(timeline: Timeline, index: number): ExpectedChange | null {
  const states = statusStatesOf(timeline);
  const state = states[index];
  const next = states.find(
    (each, i) => i > index && isLastAtItsStart(states, i) && (state === undefined || !isSameStatus(each, state)),
  );
  return next === undefined ? null : expectedChange(next);
}

const expectedChange = ({ status, limited, programmes, startsAt, change }: StatusState): ExpectedChange => ({
  status,
  limited,
  programmes,
  effectiveAt: change.effectiveAt,
  startsAt,
  report: change.report,
});

/**
 * Returns the index of the newest change whose limits certainly apply at `at`. `index` is the change in force. On the
 * day on which limits change, the earlier limits may still apply. Returns `index` if no single change admits exactly
 * the certain travellers.
 */
export function settledIndex(timeline: Timeline, index: number, at: Temporal.Instant): number {
  const states = statusStatesOf(timeline);
  const certain = certainTravellers(states, index, at, timeline.zone);
  if (certain === null || certain.from === index) return index;
  for (let i = index; i >= certain.from; i--) {
    const state = states[i];
    if (state === undefined || !isSameProgrammes(state.programmes, certain.programmes)) continue;
    if (i === index || isLastAtItsStart(states, i)) return i;
  }
  return index;
}

/**
 * Returns the reason for the restriction that an answer names. For a limited service, returns the newest reason stated
 * in the run. Otherwise, returns the reason in the service's report.
 */
export function reasonOf({ status, limited, restrictions, changes, standing }: ChangeRun): Reason | null {
  if (status !== "open") return leadingOf({ status, restrictions }).reason;
  const stating = limited ? changes.findLast(({ report }) => report.reason !== null) : standing;
  return stating?.report.reason ?? null;
}

/** Returns true if the record so far restricts the service at an instant. */
export function isRestrictedAt(timeline: Timeline, at: Temporal.Instant): boolean {
  const state = statusStatesOf(timeline).findLast(({ startsAt }) => compareInstants(startsAt, at) <= 0);
  return state !== undefined && state.status !== "open";
}

/** An opening by the hours. All restrictions that begin before it are over by then. */
export interface OpeningAfter {
  at: Temporal.Instant;
  /** Next change after the opening to a different status or different limits. */
  next: ExpectedChange | null;
}

/**
 * `opening` is the next opening by the hours, and a change on record restricts the service before then. Returns the
 * opening if the service certainly admits the same travellers at `opening` as under the change at `index`. Otherwise
 * returns null.
 */
export function openingAfter(timeline: Timeline, index: number, opening: Temporal.Instant): OpeningAfter | null {
  const states = statusStatesOf(timeline);
  const then = lastBegun(states, opening);
  const [now, state] = [states[index], states[then]];
  if (now === undefined || state === undefined || !isSameStatus(now, state)) return null;
  if (state.status !== "open" || isDayOfChange(timeline, then, opening)) return null;
  return { at: opening, next: changeAfter(timeline, then) };
}

/**
 * Returns `turn`, the next opening or closing by the hours. Returns null if a change on record restricts the service by
 * then, or excludes the travellers of `programme`.
 */
export function turnUnlessRestricted(
  timeline: Timeline,
  index: number,
  turn: Temporal.Instant | null,
  programme: Programme | null,
): Temporal.Instant | null {
  if (turn === null) return null;
  const states = statusStatesOf(timeline);
  const isRestricted = states.some(
    (state, i) =>
      i > index &&
      (state.status !== "open" || (programme !== null && !admits(state, programme))) &&
      isLastAtItsStart(states, i) &&
      compareInstants(state.startsAt, turn) <= 0,
  );
  return isRestricted ? null : turn;
}
