import type { StatusState } from "../record/restrictions.ts";
import { isLastAtItsStart, type Timeline } from "../record/timeline.ts";
import { agrees } from "../status/conflict.ts";
import { ATTESTING_NUMBER } from "../status/counted.ts";
import { HOUR_MS, type Interval, mergeIntervals, splitIntervals } from "../time/interval.ts";
import { endOf } from "../time/moment.ts";

/**
 * Evidence that a service was open, strongest first. `traffic`: a wait is stored for the hour. `count`: traffic was
 * counted in the month. `announced`: only statements. `unconfirmed`: all evidence is too old. `contradicted`: a source
 * contradicts that the service was open, whatever the evidence for it.
 */
export const OPEN_EVIDENCE = ["traffic", "count", "announced", "unconfirmed", "contradicted"] as const;
export type OpenEvidence = (typeof OPEN_EVIDENCE)[number];

/** A period of open time, with its states in order. */
interface OpenRun extends Interval {
  stands: readonly (Interval & { state: StatusState })[];
}

/** A part of open time with the same evidence. */
interface EvidencePart extends Interval {
  evidence: Exclude<OpenEvidence, "contradicted">;
}

/** Divides a part of an open run by evidence. The results cover that part, oldest first. */
export type OpenParts = (run: OpenRun) => (part: Interval) => EvidencePart[];

/**
 * Returns a function that divides the open time of a service by evidence. `traffic` lists, in order, the intervals with
 * stored waits.
 */
export function openPartsOf(timeline: Timeline, traffic: readonly Interval[], openEvidenceDays: number): OpenParts {
  // Evidence still counts exactly at the limit, so it lasts one millisecond longer.
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
 * Returns the traffic within a run. Skips an hour that began before the run, because its wait may be from before the
 * run.
 */
function trafficWithin({ from, to }: Interval, traffic: readonly Interval[]): Interval[] {
  const first = Math.ceil(from / HOUR_MS) * HOUR_MS;
  return traffic
    .map((hours) => ({ from: Math.max(hours.from, first), to: Math.min(hours.to, to) }))
    .filter((hours) => hours.from < hours.to);
}

/** Returns the months with a count of traffic, in order. Only the last recorded count of a month is used. */
function countedOf({ counts, zone }: Timeline): Interval[] {
  return counts
    .filter(({ number }, i) => number >= ATTESTING_NUMBER && isLastAtItsStart(counts, i))
    .map(({ startsAt, effectiveAt }) => ({
      from: startsAt.epochMilliseconds,
      to: endOf(effectiveAt, zone).epochMilliseconds,
    }));
}

/**
 * Returns a function that finds the claims and counts that support an open state. The result lists the intervals for
 * which they count, in order. States with the same programmes share a result.
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
 * Returns the intervals for which an open run has evidence, in order and without overlaps. Evidence is a change, a
 * claim, a count or traffic within the run.
 */
function attestedOf(
  run: OpenRun,
  agreeing: readonly Interval[],
  moving: readonly Interval[],
  lasts: number,
): Interval[] {
  const said = run.stands.map(({ from }) => ({ from, to: from + lasts }));
  const begun = agreeing.slice(placeFrom(agreeing, run.from), placeFrom(agreeing, run.to));
  // Traffic counts from the start of its hour, so the last hour that counts is the last one that begins before `to`.
  const moved = moving.map(({ from, to }) => ({ from, to: (Math.ceil(to / HOUR_MS) - 1) * HOUR_MS + lasts }));
  return mergeIntervals([...said, ...begun, ...moved]);
}

/** Returns the index of the first interval that begins at or after `from`. `spans` must be ordered by start. */
function placeFrom(spans: readonly Interval[], from: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? from) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
