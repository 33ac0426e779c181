import { isLastAtItsStart, type Timeline } from "../record/timeline.ts";
import { ATTESTING_NUMBER } from "../status/counted.ts";
import { HOUR_MS, type Interval, mergeIntervals, splitIntervals } from "../time/interval.ts";
import { endOf } from "../time/moment.ts";

/**
 * Evidence that a service was open, strongest first. Open time belongs to exactly one: `traffic`, a stored wait of that
 * hour; `count`, a count of traffic in that month; `announced`, only statements; `unconfirmed`, statements that are too
 * old.
 */
export const OPEN_EVIDENCE = ["traffic", "count", "announced", "unconfirmed"] as const;
export type OpenEvidence = (typeof OPEN_EVIDENCE)[number];

/** A run of open time, and the starts of the changes within it. */
interface OpenRun extends Interval {
  stands: readonly Interval[];
}

/** A part of open time with the same evidence. */
interface EvidencePart extends Interval {
  evidence: OpenEvidence;
}

/** Divides a part of an open run by evidence. The parts fill it, oldest first. */
export type OpenParts = (run: OpenRun) => (part: Interval) => EvidencePart[];

/**
 * Returns a function that divides the open time of a service by evidence. `traffic` has the unbroken intervals of hours
 * with a stored wait, in order.
 */
export function openPartsOf(timeline: Timeline, traffic: readonly Interval[], openEvidenceDays: number): OpenParts {
  // Evidence counts up to and including its last millisecond.
  const lasts = openEvidenceDays * 24 * HOUR_MS + 1;
  const agreeing = agreeingOf(timeline, lasts);
  const counted = countedOf(timeline);
  return (run) => {
    const moving = trafficWithin(run, traffic);
    const attested = attestedOf(run, agreeing, moving, lasts);
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
 * Returns the part of each interval of traffic that lies within a run. The hour in which the run begins does not count,
 * because the wait may be older.
 */
function trafficWithin({ from, to }: Interval, traffic: readonly Interval[]): Interval[] {
  const first = Math.ceil(from / HOUR_MS) * HOUR_MS;
  return traffic
    .map((hours) => ({ from: Math.max(hours.from, first), to: Math.min(hours.to, to) }))
    .filter((hours) => hours.from < hours.to);
}

/** Returns the months with a count of traffic, in order. Of several counts of a month, the last recorded one decides. */
function countedOf({ counts, zone }: Timeline): Interval[] {
  return counts
    .filter(({ number }, i) => number >= ATTESTING_NUMBER && isLastAtItsStart(counts, i))
    .map(({ startsAt, effectiveAt }) => ({
      from: startsAt.epochMilliseconds,
      to: endOf(effectiveAt, zone).epochMilliseconds,
    }));
}

/**
 * Returns the interval of evidence of each claim that a service is open and of each count of traffic, ordered by start.
 */
const agreeingOf = ({ claims, counts, zone }: Timeline, lasts: number): Interval[] =>
  [
    ...claims.filter((claim) => !claim.denied && claim.status === "open"),
    ...counts.filter(({ number }) => number >= ATTESTING_NUMBER).map((count) => ({ ...count, until: null })),
  ]
    .map(({ startsAt, until }) => ({
      from: startsAt.epochMilliseconds,
      to: (until === null ? startsAt : endOf(until, zone)).epochMilliseconds + lasts,
    }))
    .sort((a, b) => a.from - b.from);

/**
 * Returns the time for which an open run has evidence: its changes, agreeing claims that begin within the run, and
 * traffic. The intervals are disjoint and in order.
 */
function attestedOf(
  run: OpenRun,
  agreeing: readonly Interval[],
  moving: readonly Interval[],
  lasts: number,
): Interval[] {
  const said = run.stands.map(({ from }) => ({ from, to: from + lasts }));
  const begun = agreeing.slice(placeFrom(agreeing, run.from), placeFrom(agreeing, run.to));
  // Each hour is evidence from its start. Its last hour begins before the end of the interval.
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
