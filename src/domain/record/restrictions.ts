import type { Temporal } from "temporal-polyfill";
import { rememberedFor } from "../remembered.ts";
import { compareInstants, endOf, type Period } from "../time/moment.ts";
import type { AnsweredStatus, Reason, SourceKind, Status } from "../vocabulary.ts";
import { NO_LIMITS, type OpenLimits } from "./limits.ts";
import type { StatusChange } from "./report.ts";
import { isLastAtItsStart, lastBegun, type RecordedLine, type Timeline } from "./timeline.ts";

type Change = RecordedLine<StatusChange>;

/** A restriction, with the change that began it and those that continued it. */
export interface Restriction {
  /** Status of the newest change. */
  status: Exclude<Status, "open">;
  /** Newest stated reason. A report without a reason leaves the earlier reason in place. */
  reason: Reason | null;
  /** Changes of the restriction, oldest first. */
  changes: readonly [Change, ...Change[]];
}

/** State of a service between two changes. */
export interface StatusState extends OpenLimits {
  change: Change;
  startsAt: Temporal.Instant;
  /** `closed` if any restriction is `closed`, else `suspended` if any is in force, else `open`. */
  status: Status;
  /** Restrictions in force, those with the newest changes first. */
  restrictions: readonly Restriction[];
}

/** Returns the newest change of a restriction. It gives the restriction's expected end and wording. */
export const newestOf = ({ changes }: Restriction): Change => changes.at(-1) ?? changes[0];

/**
 * Returns the restriction that an answer names: the newest one with the answer's status.
 * @throws RangeError if no restriction is in force
 */
export function leadingOf({ status, restrictions }: Pick<StatusState, "status" | "restrictions">): Restriction {
  const leading = restrictions.find((each) => each.status === status);
  if (leading === undefined) throw new RangeError("no restriction is in force");
  return leading;
}

/** Returns the state after each status change. The result is cached, so the changes must not be altered later. */
export const statusStatesOf = ({ statusChanges }: Pick<Timeline, "statusChanges">): readonly StatusState[] =>
  statesAfter(statusChanges);

const statesAfter = rememberedFor((changes: readonly Change[]): readonly StatusState[] => continueStates([], changes));

/** Returns the given states, followed by the state after each of the changes, which come after those states. */
export function continueStates(before: readonly StatusState[], changes: readonly Change[]): StatusState[] {
  const states = [...before];
  for (const change of changes) states.push(stateAfter(states.at(-1)?.restrictions ?? [], change));
  return states;
}

/**
 * Returns the instant from which a reopening has certainly taken place. If only its day or month is known, this is the
 * end of that day or month.
 */
export const certainFrom = (
  { change, startsAt }: Pick<StatusState, "change" | "startsAt">,
  zone: string,
): Temporal.Instant => (change.onset === "unknown" ? startsAt : endOf(change.effectiveAt, zone));

/** Returns the state in force at `at`. */
export const stateAt = (timeline: Timeline, at: Temporal.Instant): StatusState | undefined =>
  statusStatesOf(timeline)[lastBegun(timeline.statusChanges, at)];

/**
 * Returns the limits that a service had when it was last open, at or before `at`. Returns no limits if the service was
 * never open. If a source reports a reopening without naming travellers, the service keeps these limits.
 */
export function lastOpenLimits(timeline: Timeline, at: Temporal.Instant): OpenLimits {
  const states = statusStatesOf(timeline);
  const begun = states.slice(0, lastBegun(timeline.statusChanges, at) + 1);
  const { limited, programmes } =
    begun.findLast(({ status }, i) => status === "open" && isLastAtItsStart(states, i)) ?? NO_LIMITS;
  return { limited, programmes };
}

function stateAfter(before: readonly Restriction[], change: Change): StatusState {
  const restrictions =
    change.status === "open" ? withoutEnded(before, change) : withBegun(before, change, change.status);
  const status = restrictions.some((each) => each.status === "closed") ? "closed" : "suspended";
  const isOpen = restrictions.length === 0;
  const { limited, programmes } = isOpen ? change : NO_LIMITS;
  return { change, startsAt: change.startsAt, status: isOpen ? "open" : status, limited, programmes, restrictions };
}

/** Adds a new restriction, or adds the change to the restriction that it continues. */
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

/** Returns the restrictions that remain in force after an `open` change. */
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

/** An `open` change ends all restrictions from sources of a lower rank. */
const RANK: Record<SourceKind, number> = { feed: 0, news: 1, announcement: 2, operator: 2 };

const isOf = ({ changes: [first] }: Restriction, publisher: string): boolean =>
  first.report.source.publisher === publisher;

/** Returns true if the reasons of two statements match. A missing reason matches every reason. */
export const isSameReason = (a: Reason | null, b: Reason | null): boolean => a === null || b === null || a === b;

/** Returns true if the record has `status` at some time in a period. An empty period is checked at its instant. */
export const hasStatusDuring = (timeline: Timeline, status: AnsweredStatus, period: Period): boolean =>
  hasStateDuring(timeline, period, (state) => (state?.status ?? "unknown") === status);

/**
 * Returns true if a state in a period meets a condition. The state is undefined before the first report. An empty
 * period is checked at its instant.
 */
export function hasStateDuring(
  timeline: Timeline,
  period: Period,
  isMet: (state: StatusState | undefined) => boolean,
): boolean {
  if (isMet(stateAt(timeline, period.from))) return true;
  const states = statusStatesOf(timeline);
  return states.some(
    (state, i) =>
      isMet(state) &&
      compareInstants(period.from, state.startsAt) < 0 &&
      compareInstants(state.startsAt, period.to) < 0 &&
      isLastAtItsStart(states, i),
  );
}
