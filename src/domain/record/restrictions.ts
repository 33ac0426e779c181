import type { Temporal } from "temporal-polyfill";
import { compareInstants, type Period } from "../time/moment.ts";
import type { AnsweredStatus, Reason, SourceKind, Status } from "../vocabulary.ts";
import type { StatusChange } from "./report.ts";
import { isLastAtItsStart, lastBegun, type RecordedLine, type Timeline } from "./timeline.ts";

type Change = RecordedLine<StatusChange>;

/** A restriction that stands: the change that began it, and those that continued it. */
export interface Restriction {
  /** The status that its newest change gives. */
  status: Exclude<Status, "open">;
  /** The newest reason that one of its reports states. A report without a reason does not withdraw it. */
  reason: Reason | null;
  /** Its changes, oldest first. */
  changes: readonly [Change, ...Change[]];
}

/** The status of a service from one change until the next. */
export interface StatusState {
  change: Change;
  startsAt: Temporal.Instant;
  /** `closed` if a restriction that stands is, else `suspended` if any stands. */
  status: Status;
  limited: boolean;
  /** All restrictions that stand. The one with the newest change comes first. */
  restrictions: readonly Restriction[];
}

/** Returns the newest change of a restriction. It gives the expected end and the words. */
export const newestOf = ({ changes }: Restriction): Change => changes.at(-1) ?? changes[0];

/**
 * Returns the restriction that an answer names: the newest of those with the answered status.
 * @throws RangeError if none stands
 */
export function leadingOf({ status, restrictions }: Pick<StatusState, "status" | "restrictions">): Restriction {
  const leading = restrictions.find((each) => each.status === status);
  if (leading === undefined) throw new RangeError("no restriction stands");
  return leading;
}

const known = new WeakMap<readonly Change[], readonly StatusState[]>();

/** Returns the state after each status change of a timeline, in their order. The changes must not be altered later. */
export function statusStatesOf({ statusChanges }: Pick<Timeline, "statusChanges">): readonly StatusState[] {
  const before = known.get(statusChanges);
  if (before !== undefined) return before;
  const states: StatusState[] = [];
  for (const change of statusChanges) states.push(stateAfter(states.at(-1)?.restrictions ?? [], change));
  known.set(statusChanges, states);
  return states;
}

/** Returns the state in force at `at`: that of the last change to take effect by then. */
export const stateAt = (timeline: Timeline, at: Temporal.Instant): StatusState | undefined =>
  statusStatesOf(timeline)[lastBegun(timeline.statusChanges, at)];

function stateAfter(before: readonly Restriction[], change: Change): StatusState {
  const restrictions =
    change.status === "open" ? withoutEnded(before, change) : withBegun(before, change, change.status);
  const status = restrictions.some((each) => each.status === "closed") ? "closed" : "suspended";
  return {
    change,
    startsAt: change.startsAt,
    status: restrictions.length > 0 ? status : "open",
    limited: restrictions.length === 0 && change.limited,
    restrictions,
  };
}

/** Adds the restriction that a change begins, or the change to the one that it continues. */
function withBegun(
  before: readonly Restriction[],
  change: Change,
  status: Restriction["status"],
): readonly Restriction[] {
  const { source, reason } = change.report;
  const own = before.filter((each) => isOf(each, source.publisher) && isSameReason(each.reason, reason));
  const continued = own.find((each) => each.reason === reason) ?? own[0];
  if (continued === undefined) return [{ status, reason, changes: [change] }, ...before];
  const others = before.filter((each) => each !== continued);
  return [{ status, reason: reason ?? continued.reason, changes: [...continued.changes, change] }, ...others];
}

/** Removes the restrictions that an `open` change ends. */
function withoutEnded(before: readonly Restriction[], change: Change): readonly Restriction[] {
  const { lifts } = change;
  if (lifts === "all") return [];
  if (lifts !== null) return before.filter(({ changes }) => !changes.some(({ report }) => lifts.includes(report.id)));
  const { source, reason } = change.report;
  if (before.length === 1) return [];
  return before.filter((each) => {
    const isOwn = isOf(each, source.publisher) && isSameReason(each.reason, reason);
    return !isOwn && RANK[newestOf(each).report.source.kind] >= RANK[source.kind];
  });
}

/** The strength of a kind of source. An `open` change ends restrictions of weaker kinds. */
const RANK: Record<SourceKind, number> = { feed: 0, news: 1, announcement: 2, operator: 2 };

const isOf = ({ changes: [first] }: Restriction, publisher: string): boolean =>
  first.report.source.publisher === publisher;

/** Returns true if two statements may be about the same restriction: the reason is the same, or one states none. */
export const isSameReason = (a: Reason | null, b: Reason | null): boolean => a === null || b === null || a === b;

/** Returns true if the record has `status` at some moment of a period. An empty period is checked at its instant. */
export function hasStatusDuring(timeline: Timeline, status: AnsweredStatus, period: Period): boolean {
  if ((stateAt(timeline, period.from)?.status ?? "unknown") === status) return true;
  const states = statusStatesOf(timeline);
  return states.some(
    (state, i) =>
      state.status === status &&
      compareInstants(period.from, state.startsAt) < 0 &&
      compareInstants(state.startsAt, period.to) < 0 &&
      isLastAtItsStart(states, i),
  );
}
