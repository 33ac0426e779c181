import type { Temporal } from "temporal-polyfill";
import { admits, admitsAllOf, isSameLimits, isSameProgrammes, type OpenLimits } from "../record/limits.ts";
import type { ReportHead, StatusChange } from "../record/report.ts";
import { leadingOf, newestOf, type Restriction, type StatusState, statusStatesOf } from "../record/restrictions.ts";
import { isLastAtItsStart, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { compareInstants, type Moment } from "../time/moment.ts";
import type { Programme, Reason, Status } from "../vocabulary.ts";
import { certainTravellers } from "./certain-travellers.ts";

/** First later change on record with a different status or different limits. */
export interface ExpectedChange extends OpenLimits {
  status: Status;
  effectiveAt: Moment;
  startsAt: Temporal.Instant;
  report: ReportHead;
}

/**
 * An unbroken run of states in which a service is open with the same limits, or restricted. The restrictions of a
 * restricted run may change within it.
 */
export interface ChangeRun extends OpenLimits {
  status: Status;
  /** Change that began the run. */
  first: RecordedLine<StatusChange>;
  /** Change in force. With several restrictions, this is the newest change of the restriction that the answer names. */
  standing: RecordedLine<StatusChange>;
  /** Changes that support the status, in the order in which they take effect. */
  changes: readonly RecordedLine<StatusChange>[];
  /** First instant at which a statement supports the status. */
  supportedFrom: Temporal.Instant;
  /** Restrictions in force, as in {@link StatusState}. */
  restrictions: readonly Restriction[];
}

/**
 * Returns the run that ends with the change at `index`.
 * @throws RangeError if there is no change at `index`
 */
export function changeRunUpTo(timeline: Timeline, index: number): ChangeRun {
  const states = statusStatesOf(timeline);
  const state = states[index];
  if (state === undefined) throw new RangeError(`no status change at ${index}`);
  const broken = states.findLastIndex((each, i) => i < index && !isSameRun(each, state) && isLastAtItsStart(states, i));
  const run = states.slice(broken + 1, index + 1).filter((each) => isSameRun(each, state));
  // Of several states at the same start, only the last was ever in force.
  const first = run.findLast(({ startsAt }) => startsAt.equals((run[0] ?? state).startsAt)) ?? state;
  const { status, limited, programmes, restrictions } = state;
  const head = { status, limited, programmes, restrictions };
  if (status === "open") {
    const changes = run.map(({ change }) => change);
    const supportedFrom = first.startsAt;
    return { ...head, first: first.change, standing: state.change, changes, supportedFrom };
  }
  const standing = newestOf(leadingOf(state));
  const changes = states
    .slice(0, index + 1)
    .map(({ change }) => change)
    .filter((change) => change.status === status && restrictions.some((each) => each.changes.includes(change)));
  const began = restrictions.map((each) => each.changes[0].startsAt).sort(compareInstants);
  const supportedFrom = began[0] ?? state.startsAt;
  return { ...head, first: beganWith(first), standing, changes, supportedFrom };
}

/** Returns the change that began a restricted run: the newest of the changes in force at its beginning. */
const beganWith = ({ restrictions: [newest], change }: StatusState): RecordedLine<StatusChange> =>
  newest === undefined ? change : newestOf(newest);

/**
 * Returns true if two states belong to one run: both are restricted, or both are open with the same limits.
 */
const isSameRun = (a: StatusState, b: StatusState): boolean =>
  a.status === "open" || b.status === "open" ? isSameStatus(a, b) : true;

/** Returns true if two states have the same status and the same limits. */
export const isSameStatus = (a: OpenLimits & Pick<StatusState, "status">, b: typeof a): boolean =>
  a.status === b.status && isSameLimits(a, b);

/**
 * Returns true if the change at `index` opens the service on a day or in a month that has not ended at `at`. The
 * service opens at some moment of that period, which may still be in the future. A change of unknown onset leaves no
 * doubt, because the service was already open. Nor is there any doubt if the service was certainly open before the
 * change, for the same travellers. `travellers` are programmes that the change admits; an empty list means everybody.
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

/** Returns the first change after the one at `index` with a different status or different limits, or null. */
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
 * Returns the index of the change whose limits certainly apply at `at`. `index` is the change in force. On a day or in
 * a month in which the limits change, the earlier limits may still apply. If they admit exactly the travellers who are
 * certainly admitted, the result is the last change to these limits. Otherwise it is `index`.
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
 * Returns the reason for the restriction that an answer names, or for a limited service the newest reason stated in the
 * run. For any other service, returns the reason that its report states.
 */
export function reasonOf({ status, limited, restrictions, changes, standing }: ChangeRun): Reason | null {
  if (status !== "open") return leadingOf({ status, restrictions }).reason;
  const stating = limited ? changes.findLast(({ report }) => report.reason !== null) : standing;
  return stating?.report.reason ?? null;
}

/**
 * Returns `turn`, the next change by the hours. Returns null if a recorded change after the one at `index`, at or before
 * `turn`, restricts the service or excludes the travellers of `programme`.
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
