import type { StatusState } from "../record/restrictions.ts";
import { isLastAtItsStart, type Timeline } from "../record/timeline.ts";
import { agrees } from "../status/conflict.ts";
import { ATTESTING_NUMBER } from "../status/counted.ts";
import { HOUR_MS, type Interval, mergeIntervals, splitIntervals } from "../time/interval.ts";
import { endOf } from "../time/moment.ts";

/**
 * Evidence that a service was open, strongest first. Each moment of open time has exactly one kind. `traffic` is a
 * stored wait of that hour. `count` is a count of traffic in that month. `announced` means that there are only
 * statements. `unconfirmed` means that all evidence is too old.
 */
export const OPEN_EVIDENCE = ["traffic", "count", "announced", "unconfirmed"] as const;
export type OpenEvidence = (typeof OPEN_EVIDENCE)[number];

/** An unbroken run of open time, and its states in order. */
interface OpenRun extends Interval {
  stands: readonly (Interval & { state: StatusState })[];
}

/** A part of open time with the same evidence. */
interface EvidencePart extends Interval {
  evidence: OpenEvidence;
}

/** Returns a function that divides any part of an open run by evidence. The results fill that part, oldest first. */
export type OpenParts = (run: OpenRun) => (part: Interval) => EvidencePart[];

/**
 * Returns a function that divides the open time of a service by evidence. `traffic` holds, in order, the unbroken
 * intervals of hours for which a wait is stored.
 */
export function openPartsOf(timeline: Timeline, traffic: readonly Interval[], openEvidenceDays: number): OpenParts {
  // Evidence still counts exactly at the limit, so the interval ends one millisecond later.
  const lasts = openEvidenceDays * 24 * HOUR_MS + 1;
  const agreeing = agreeingOf(timeline, lasts);
  const counted = countedOf(timeline);
  return (run) => {
    const moving = trafficWithin(run, traffic);
    const attested = attestedOf(run, agreeing(run.stands[0]?.state), moving, lasts);
    return (part) =>
      splitIntervals(moving, part).flatMap(({ inside: moves, ...still }): EvidencePart[] => {
        if (moves) return [{ ...still, evidence: "traffic" }];
        return splitIntervals(attested, still).flatMap(({ inside, ...rest }): EvidencePart[] => {
          if (!inside) return [{ ...rest, evidence: "unconfirmed" }];
          return splitIntervals(counted, rest).map(({ inside: isCounted, ...piece }) => ({
            ...piece,
            evidence: isCounted ? "count" : "announced",
          }));
        });
      });
  };
}

/**
 * Returns the part of each interval of traffic that lies within a run. An hour that began before the run does not
 * count, because its wait may be older than the run.
 */
function trafficWithin({ from, to }: Interval, traffic: readonly Interval[]): Interval[] {
  const first = Math.ceil(from / HOUR_MS) * HOUR_MS;
  return traffic
    .map((hours) => ({ from: Math.max(hours.from, first), to: Math.min(hours.to, to) }))
    .filter((hours) => hours.from < hours.to);
}

/**
 * Returns the months with a count of traffic, in order. Of several counts of a month, the last recorded one decides.
 */
function countedOf({ counts, zone }: Timeline): Interval[] {
  return counts
    .filter(({ number }, i) => number >= ATTESTING_NUMBER && isLastAtItsStart(counts, i))
    .map(({ startsAt, effectiveAt }) => ({
      from: startsAt.epochMilliseconds,
      to: endOf(effectiveAt, zone).epochMilliseconds,
    }));
}

/**
 * Returns a function that takes an open state. The function returns the intervals, ordered by start, for which counts
 * of traffic and claims that agree with the state are evidence. Claims are compared once for all states with the same
 * programmes.
 */
function agreeingOf({ claims, counts, zone }: Timeline, lasts: number) {
  const known = new Map<string, Interval[]>();
  return (state: StatusState | undefined): Interval[] => {
    if (state === undefined) return [];
    const key = state.programmes.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const agreeing = [
      ...claims.filter((claim) => !claim.denied && agrees(claim, state, null)),
      ...counts.filter(({ number }) => number >= ATTESTING_NUMBER).map((count) => ({ ...count, until: null })),
    ]
      .map(({ startsAt, until }) => ({
        from: startsAt.epochMilliseconds,
        to: (until === null ? startsAt : endOf(until, zone)).epochMilliseconds + lasts,
      }))
      .sort((a, b) => a.from - b.from);
    known.set(key, agreeing);
    return agreeing;
  };
}

/**
 * Returns the time for which an open run has evidence: from its changes, from agreeing claims and counts that begin
 * within the run, or from traffic. The intervals are disjoint and in order.
 */
function attestedOf(
  run: OpenRun,
  agreeing: readonly Interval[],
  moving: readonly Interval[],
  lasts: number,
): Interval[] {
  const said = run.stands.map(({ from }) => ({ from, to: from + lasts }));
  const begun = agreeing.slice(placeFrom(agreeing, run.from), placeFrom(agreeing, run.to));
  // The evidence of an hour of traffic counts from the start of that hour. The last hour of an interval is the last one
  // that begins before the interval ends.
  const moved = moving.map(({ from, to }) => ({ from, to: (Math.ceil(to / HOUR_MS) - 1) * HOUR_MS + lasts }));
  return mergeIntervals([...said, ...begun, ...moved]);
}

/** Returns the index of the first interval that begins at `from` or later. `spans` must be ordered by start. */
function placeFrom(spans: readonly Interval[], from: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? from) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
