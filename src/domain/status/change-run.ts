import type { Temporal } from "temporal-polyfill";
import type { StatusChange } from "../record/report.ts";
import { leadingOf, newestOf, type Restriction, type StatusState, statusStatesOf } from "../record/restrictions.ts";
import { isLastAtItsStart, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { compareInstants, endOf } from "../time/moment.ts";
import type { Status } from "../vocabulary.ts";

/** An unbroken run: of equal status and limited if the service is open, otherwise of any restrictions. */
export interface ChangeRun {
  status: Status;
  limited: boolean;
  /** The change that began the run. */
  first: RecordedLine<StatusChange>;
  /** The change in force. Of several restrictions, the newest change of the one that the answer names. */
  standing: RecordedLine<StatusChange>;
  /** The changes that support the status, in the order in which they take effect. */
  changes: readonly RecordedLine<StatusChange>[];
  /** From when on a statement supports the status. */
  supportedFrom: Temporal.Instant;
  /** The restrictions that stand, as in {@link StatusState}. */
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
  const { status, limited, restrictions } = state;
  if (status === "open") {
    const changes = run.map(({ change }) => change);
    const supportedFrom = first.startsAt;
    return { status, limited, first: first.change, standing: state.change, changes, supportedFrom, restrictions };
  }
  const standing = newestOf(leadingOf(state));
  const changes = states
    .slice(0, index + 1)
    .map(({ change }) => change)
    .filter((change) => change.status === status && restrictions.some((each) => each.changes.includes(change)));
  const began = restrictions.map((each) => each.changes[0].startsAt).sort(compareInstants);
  const supportedFrom = began[0] ?? state.startsAt;
  return { status, limited, first: beganWith(first), standing, changes, supportedFrom, restrictions };
}

/** Returns the change that began a restricted time: the newest of those that still stood once it had begun. */
const beganWith = ({ restrictions: [newest], change }: StatusState): RecordedLine<StatusChange> =>
  newest === undefined ? change : newestOf(newest);

/** Returns true if two states are of one run: both restricted, or open and equally limited. */
const isSameRun = (a: StatusState, b: StatusState): boolean =>
  a.status === "open" || b.status === "open" ? isSameStatus(a, b) : true;

/** Returns true if two states have the same status and limited. */
export const isSameStatus = (a: Pick<StatusState, "status" | "limited">, b: typeof a): boolean =>
  a.status === b.status && a.limited === b.limited;

/**
 * Returns true if the change at `index` opens the service on a day or in a month that is not over at `at`. The service
 * opens at some moment of that period, which may still be ahead. A change of unknown onset leaves no doubt, because the
 * service was already open. Neither does a change that follows an open status which is itself beyond doubt.
 */
export function isDayOfChange(timeline: Timeline, index: number, at: Temporal.Instant): boolean {
  const states = statusStatesOf(timeline);
  const state = states[index];
  if (state === undefined || state.status !== "open" || state.change.onset === "unknown") return false;
  if (compareInstants(endOf(state.change.effectiveAt, timeline.zone), at) <= 0) return false;
  return states[index - 1]?.status !== "open" || isDayOfChange(timeline, index - 1, at);
}
