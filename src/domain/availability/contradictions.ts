import { Temporal } from "temporal-polyfill";
import { isLastAtItsStart, lastBegun, type Timeline } from "../record/timeline.ts";
import { changeRunUpTo, settledIndex } from "../status/change-run.ts";
import { conflictOf } from "../status/evidence.ts";
import type { Interval } from "../time/interval.ts";
import { endOf } from "../time/moment.ts";
import type { AccountLimits } from "./status-intervals.ts";

/**
 * Returns a function that decides whether a source contradicts an open status at any time in an interval. The rules are
 * those for the conflict of a standing. A source may claim another status, or may have counted no traffic in the month.
 */
export function contradictionsOf(timeline: Timeline, limits: AccountLimits): (interval: Interval) => boolean {
  if (!mayContradict(timeline)) return () => false;
  const turns = turnsOf(timeline);
  const known = new Map<number, boolean>();
  const isContradictedFrom = (turn: number): boolean => {
    const before = known.get(turn);
    if (before !== undefined) return before;
    const found = hasConflict(timeline, Temporal.Instant.fromEpochMilliseconds(turn), limits);
    known.set(turn, found);
    return found;
  };
  return ({ from, to }) => {
    const first = turns.findLast((turn) => turn <= from);
    const within = turns.filter((turn) => from < turn && turn < to);
    return [...(first === undefined ? [] : [first]), ...within].some(isContradictedFrom);
  };
}

/** Returns the times at which a conflict may begin or end, in milliseconds since 1970 and in order. */
function turnsOf({ claims, counts, statusChanges, zone }: Timeline): number[] {
  const lines = [...claims, ...counts, ...statusChanges];
  const times = lines.flatMap(({ startsAt, effectiveAt }) => [startsAt, endOf(effectiveAt, zone)]);
  return [...new Set(times.map((time) => time.epochMilliseconds))].sort((a, b) => a - b);
}

function hasConflict(timeline: Timeline, at: Temporal.Instant, limits: AccountLimits): boolean {
  const index = settledIndex(timeline, lastBegun(timeline.statusChanges, at), at);
  if (index < 0) return false;
  const run = { ...changeRunUpTo(timeline, index), askedFor: null };
  // The limit on the age of traffic does not matter without traffic.
  return run.status === "open" && conflictOf(timeline, run, at, null, { ...limits, freshMinutes: 0 }) !== null;
}

/** Returns false if nothing on record can contradict an open service, which is true of most services. */
const mayContradict = ({ claims, counts, statusChanges }: Timeline): boolean =>
  claims.some(({ status, programmes, denied }) => !denied && (status !== "open" || programmes.length > 0)) ||
  counts.some(({ number }) => number === 0) ||
  statusChanges.some((_, i) => !isLastAtItsStart(statusChanges, i));
