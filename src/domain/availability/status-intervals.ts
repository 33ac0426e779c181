import type { StatusChange } from "../record/report.ts";
import { newestOf, type Restriction, type StatusState, statusStatesOf } from "../record/restrictions.ts";
import { claimedPeriod, isLastAtItsStart, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { isSameStatus } from "../status/change-run.ts";
import { doubtedFrom, shownRestrictions } from "../status/restrictions.ts";
import { HOUR_MS, type Interval, mergeIntervals, splitIntervals } from "../time/interval.ts";
import type { Reason, Status } from "../vocabulary.ts";
import { contradictionsOf } from "./contradictions.ts";
import { type OpenEvidence, type OpenParts, openPartsOf } from "./open-evidence.ts";
import { settledPartsOf } from "./opening-doubt.ts";

/** Limits on the age of statements. Each is a setting. */
export interface AccountLimits {
  openEvidenceDays: number;
  overdueDoubtHours: number;
}

/** A further restriction in force at the same time. */
export interface OtherRestriction {
  status: Exclude<Status, "open">;
  reason: Reason | null;
}

/** A period with the same recorded state, regardless of hours. */
export interface StatusInterval extends Interval {
  /** Null before the first change. */
  state: StatusState | null;
  /** Reason for the strongest restriction, or for the limits of an open service. */
  reason: Reason | null;
  others: readonly OtherRestriction[];
  /** Changes that explain the state and its reason. */
  changes: readonly RecordedLine<StatusChange>[];
  /**
   * True if it is uncertain whether the service is open: on a day of change, or long after the expected end of every
   * restriction.
   */
  doubted: boolean;
  /** Evidence that the service was open. Null if the service was restricted or in doubt. */
  evidence: Exclude<OpenEvidence, "contradicted"> | null;
  /** True if the service was open on record, and a source contradicts that. */
  contradicted: boolean;
}

const NOTHING = {
  state: null,
  reason: null,
  others: [],
  changes: [],
  doubted: false,
  evidence: null,
  contradicted: false,
};

/**
 * Returns the status intervals of a service within `span`, oldest first. They agree with its standings, but each state
 * is computed only once. `traffic` lists, in order, the intervals with stored waits.
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
  const contradicted = contradictionsOf(timeline);
  const stretches = [before, ...runs.flatMap((run) => stretchesOfRun(run, openParts, restated, span))];
  return stretches.flatMap((stretch) => {
    const part = { from: Math.max(stretch.from, span.from), to: Math.min(stretch.to, span.to) };
    if (part.to <= part.from) return [];
    if (stretch.evidence === null) return [{ ...stretch, ...part }];
    return splitIntervals(contradicted(part), part).map(({ inside, ...piece }) => ({
      ...stretch,
      ...piece,
      contradicted: inside,
    }));
  });
}

/** A state and the interval in which it is in force. */
interface Stand extends Interval, Pick<StatusInterval, "reason" | "others" | "changes"> {
  state: StatusState;
  /** Parts of an open state. During each part, the limits of `settled` certainly apply. */
  parts: readonly (Interval & { settled: Stand; run: UnbrokenRun; doubted: boolean })[];
  /** Start of the doubt about an overdue restriction. */
  overdueFrom: number;
}

/** A period with the same status and limits. */
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
 * Returns the newest reason that the run states for the limits of an open service. A later report without a reason does
 * not remove it.
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
 * Returns the reason for the strongest restriction, the other restrictions, and the changes behind them all. Closures
 * come first, then restrictions with a reason, then newer ones. Restrictions with equal status and reason are listed
 * once.
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
        // On a day of change, the earlier limits may still apply. Their evidence then continues to the end of this
        // part.
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
  contradicted: false,
});

/** A claim of a restriction. During this interval, it removes doubt about an overdue restriction. */
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

/** Returns the times for which claims confirm the restrictions in force. */
function restatedIn({ status, restrictions }: StatusState, restated: readonly Restated[]): Interval[] {
  const began = Math.min(...restrictions.map(({ changes: [first] }) => first.startsAt.epochMilliseconds));
  return mergeIntervals(restated.filter((each) => each.status === status && began <= each.from));
}
