import { Temporal } from "temporal-polyfill";
import { isLastAtItsStart, lastBegun, type Timeline } from "../record/timeline.ts";
import { changeRunUpTo, settledIndex } from "../status/change-run.ts";
import { conflictOf } from "../status/evidence.ts";
import { type Interval, mergeIntervals } from "../time/interval.ts";
import { endOf } from "../time/moment.ts";

/**
 * Returns a function that finds the parts of an interval in which a source contradicts an open status. The rules are
 * the same as for a conflict in a standing. A source may claim another status, or may have counted no traffic in the
 * month. The parts are in order and do not overlap.
 */
export function contradictionsOf(timeline: Timeline): (interval: Interval) => Interval[] {
  if (!mayContradict(timeline)) return () => [];
  const turns = turnsOf(timeline);
  const known = new Map<number, boolean>();
  const isContradictedFrom = (turn: number): boolean => {
    const before = known.get(turn);
    if (before !== undefined) return before;
    const found = hasConflict(timeline, Temporal.Instant.fromEpochMilliseconds(turn));
    known.set(turn, found);
    return found;
  };
  return ({ from, to }) => {
    const first = turns.findLastIndex((turn) => turn <= from);
    const end = turns.findIndex((turn) => to <= turn);
    const within = turns.slice(Math.max(0, first), end < 0 ? turns.length : end);
    const parts = within.map((turn, i) => ({
      turn,
      from: Math.max(turn, from),
      to: Math.min(within[i + 1] ?? to, to),
    }));
    return mergeIntervals(parts.filter(({ turn }) => isContradictedFrom(turn)).map(({ from, to }) => ({ from, to })));
  };
}

/** Returns the times at which a conflict may begin or end, in milliseconds since 1970 and in order. */
function turnsOf({ claims, counts, statusChanges, zone }: Timeline): number[] {
  const lines = [...claims, ...counts, ...statusChanges];
  const times = lines.flatMap(({ startsAt, effectiveAt }) => [startsAt, endOf(effectiveAt, zone)]);
  return [...new Set(times.map((time) => time.epochMilliseconds))].sort((a, b) => a - b);
}

function hasConflict(timeline: Timeline, at: Temporal.Instant): boolean {
  const index = settledIndex(timeline, lastBegun(timeline.statusChanges, at), at);
  if (index < 0) return false;
  const run = { ...changeRunUpTo(timeline, index), askedFor: null };
  // The limit on the age of traffic does not matter without traffic.
  return run.status === "open" && conflictOf(timeline, run, at, null, { freshMinutes: 0 }) !== null;
}

/** Returns false if nothing on record can contradict an open status, as is the case for most services. */
const mayContradict = ({ claims, counts, statusChanges }: Timeline): boolean =>
  claims.some(({ status, programmes, denied }) => !denied && (status !== "open" || programmes.length > 0)) ||
  counts.some(({ number }) => number === 0) ||
  statusChanges.some((_, i) => !isLastAtItsStart(statusChanges, i));
