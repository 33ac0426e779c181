import type { StatusChange } from "../record/report.ts";
import { newestOf, type Restriction, type StatusState, statusStatesOf } from "../record/restrictions.ts";
import { claimedPeriod, isLastAtItsStart, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { isSameStatus } from "../status/change-run.ts";
import { doubtedFrom, shownRestrictions } from "../status/restrictions.ts";
import { HOUR_MS, type Interval, mergeIntervals, splitIntervals } from "../time/interval.ts";
import type { Reason, Status } from "../vocabulary.ts";
import { type OpenEvidence, type OpenParts, openPartsOf } from "./open-evidence.ts";
import { settledPartsOf } from "./opening-doubt.ts";

/** Durations for which statements count. Each duration is a setting. */
export interface AccountLimits {
  openEvidenceDays: number;
  overdueDoubtHours: number;
}

/** A restriction in force beside the one to which the time is attributed. */
export interface OtherRestriction {
  status: Exclude<Status, "open">;
  reason: Reason | null;
}

/** An interval in which a service's recorded state stays the same, apart from its hours. */
export interface StatusInterval extends Interval {
  /** State in force. Null before the first change. */
  state: StatusState | null;
  /** Reason for the strongest restriction. If the service is open and limited, the reason for its limits. */
  reason: Reason | null;
  others: readonly OtherRestriction[];
  /** Changes behind the state and its reason. */
  changes: readonly RecordedLine<StatusChange>[];
  /**
   * True if the service opens at an unreported moment of a day or month that has not ended. Also true if every
   * restriction has been overdue for so long that it may have ended.
   */
  doubted: boolean;
  /** Evidence that the service was open. Null if it was not, or if that is doubtful. */
  evidence: OpenEvidence | null;
}

const NOTHING = { state: null, reason: null, others: [], changes: [], doubted: false, evidence: null };

/**
 * Returns the status intervals of a service that fill a given interval, oldest first, by the rules for its standing.
 * The states of the timeline are computed once, from start to end, instead of once for each instant. `traffic` holds,
 * in order, the unbroken intervals of hours for which a wait is stored.
 */
export function statusIntervalsOf(
  timeline: Timeline,
  span: Interval,
  limits: AccountLimits,
  traffic: readonly Interval[],
): StatusInterval[] {
  const runs = runsOf(timeline, limits.overdueDoubtHours);
  const before = { ...NOTHING, from: span.from, to: runs[0]?.from ?? span.to };
  const openParts = openPartsOf(timeline, traffic, limits.openEvidenceDays);
  const restated = restatedOf(timeline, limits.overdueDoubtHours);
  const stretches = [before, ...runs.flatMap((run) => stretchesOfRun(run, openParts, restated, span))];
  return stretches.flatMap((stretch) => {
    const [from, to] = [Math.max(stretch.from, span.from), Math.min(stretch.to, span.to)];
    return from < to ? [{ ...stretch, from, to }] : [];
  });
}

/** A state, and the interval for which it is in force. */
interface Stand extends Interval, Pick<StatusInterval, "reason" | "others" | "changes"> {
  state: StatusState;
  /** Parts of an open state. During each part, the limits of `settled` certainly apply. */
  parts: readonly (Interval & { settled: Stand; run: UnbrokenRun; doubted: boolean })[];
  /** Start of the doubt about an overdue restriction, if the service is restricted. */
  overdueFrom: number;
}

/** An unbroken run of intervals with the same status and the same limits. */
interface UnbrokenRun extends Interval {
  stands: Stand[];
}

function runsOf(timeline: Timeline, doubtHours: number): UnbrokenRun[] {
  const { zone } = timeline;
  const states = statusStatesOf(timeline);
  const runs: UnbrokenRun[] = [];
  const known = new Map<number, { settled: Stand; run: UnbrokenRun }>();
  let group: StatusState[] = [];
  for (const [i, state] of states.entries()) {
    group.push(state);
    if (!isLastAtItsStart(states, i)) continue;
    const from = state.startsAt.epochMilliseconds;
    const to = states[i + 1]?.startsAt.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    let run = runs.at(-1);
    const last = run?.stands.at(-1);
    if (run === undefined || last === undefined || !isSameStatus(last.state, state)) {
      run = { from, to, stands: [] };
      runs.push(run);
    }
    const why = state.status === "open" ? whyLimited(group, state, run.stands.at(-1)) : whyRestricted(state);
    const overAt = doubtedFrom(shownRestrictions(state.restrictions, zone, state.startsAt), doubtHours);
    const overdueFrom = overAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    const stand: Stand = { from, to, state, ...why, parts: [], overdueFrom };
    run.stands.push(stand);
    run.to = to;
    known.set(i, { settled: stand, run });
    if (state.status === "open")
      stand.parts = settledPartsOf(timeline, i, stand).flatMap(({ settled, ...part }) => {
        const on = known.get(settled);
        return on === undefined ? [] : [{ ...part, ...on }];
      });
    group = [];
  }
  return runs;
}

/**
 * Returns why an open service is limited: the newest reason that a change of the run has stated so far. A later report
 * without a reason does not withdraw it.
 */
function whyLimited(
  group: readonly StatusState[],
  state: StatusState,
  before: Stand | undefined,
): Pick<Stand, "reason" | "others" | "changes"> {
  const stated = group.findLast((each) => isSameStatus(each, state) && each.change.report.reason !== null);
  if (stated === undefined && before !== undefined) {
    const reasoned = before.changes.filter(({ report }) => before.reason !== null && report.reason === before.reason);
    return { reason: before.reason, others: [], changes: [state.change, ...reasoned] };
  }
  const reasoned = stated === undefined ? [] : [stated.change];
  return { reason: stated?.change.report.reason ?? null, others: [], changes: [state.change, ...reasoned] };
}

/**
 * Returns the reason of the strongest restriction, the other restrictions that differ in status or reason, and the
 * changes behind all restrictions. A closure is strongest, then a restriction with a stated reason, then the newest
 * restriction.
 */
function whyRestricted({ restrictions }: StatusState): Pick<Stand, "reason" | "others" | "changes"> {
  const strength = ({ status, reason }: Restriction) => (status === "closed" ? 2 : 0) + (reason === null ? 0 : 1);
  const [strongest, ...others] = restrictions.toSorted((a, b) => strength(b) - strength(a));
  const changes = restrictions.flatMap((each) => {
    const stated = each.changes.findLast(({ report }) => report.reason !== null);
    return [newestOf(each), ...(stated === undefined ? [] : [stated])];
  });
  const seen = new Set([`${strongest?.status} ${strongest?.reason}`]);
  const different = others.filter(({ status, reason }) => {
    const isNew = !seen.has(`${status} ${reason}`);
    seen.add(`${status} ${reason}`);
    return isNew;
  });
  return {
    reason: strongest?.reason ?? null,
    others: different.map(({ status, reason }) => ({ status, reason })),
    changes,
  };
}

function stretchesOfRun(
  run: UnbrokenRun,
  openParts: OpenParts,
  restated: readonly Restated[],
  span: Interval,
): StatusInterval[] {
  if (run.to <= span.from || span.to <= run.from) return [];
  const partsOf = run.stands[0]?.state.status === "open" ? openParts(run) : () => [];
  return run.stands.flatMap((stand): StatusInterval[] => {
    const { from, to, state, overdueFrom } = stand;
    if (state.status === "open")
      return stand.parts.flatMap(({ settled, run: own, doubted, ...part }): StatusInterval[] => {
        const said = { ...saidOf(settled), ...part };
        if (doubted) return [{ ...said, doubted }];
        // On a day of change, the earlier limits may still apply. Their evidence is that of their own run, extended to
        // the end of this part.
        const evident = own === run ? partsOf(part) : openParts({ ...own, to: part.to })(part);
        return evident.map((each) => ({ ...said, ...each }));
      });
    const held = Math.min(Math.max(from, overdueFrom), to);
    return [
      { ...saidOf(stand), from, to: held },
      ...splitIntervals(restatedIn(state, restated), { from: held, to }).map(({ inside, ...part }) => ({
        ...saidOf(stand),
        ...part,
        doubted: !inside,
      })),
    ];
  });
}

const saidOf = ({ state, reason, others, changes }: Stand) => ({
  state,
  reason,
  others,
  changes,
  doubted: false,
  evidence: null,
});

/**
 * A claim that a service is restricted, and the time for which the claim keeps an overdue restriction from being
 * doubted.
 */
interface Restated extends Interval {
  status: Status;
}

const restatedOf = ({ claims, zone }: Timeline, doubtHours: number): Restated[] =>
  claims
    .filter((claim) => !claim.denied && claim.status !== "open")
    .map((claim) => ({
      status: claim.status,
      from: claim.startsAt.epochMilliseconds,
      to: claimedPeriod(claim, zone).to.epochMilliseconds + doubtHours * HOUR_MS,
    }));

/** Returns the time for which claims restate the restrictions in force in a state. */
function restatedIn({ status, restrictions }: StatusState, restated: readonly Restated[]): Interval[] {
  const began = Math.min(...restrictions.map(({ changes: [first] }) => first.startsAt.epochMilliseconds));
  return mergeIntervals(restated.filter((each) => each.status === status && began <= each.from));
}
