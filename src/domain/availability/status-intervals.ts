import type { StatusChange } from "../record/report.ts";
import { isLastAtItsStart, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { ATTESTING_NUMBER } from "../status/counted.ts";
import { HOUR_MS, type Interval, mergeIntervals, splitIntervals } from "../time/interval.ts";
import { endOf } from "../time/moment.ts";

/** An interval in which a service's recorded state stays the same, apart from its hours. */
export interface StatusInterval extends Interval {
  /** The change in force; null before the first change. */
  change: RecordedLine<StatusChange> | null;
  /**
   * The newest change of the run so far whose report gives a reason. A later report without a reason does not withdraw
   * it.
   */
  reasoned: RecordedLine<StatusChange> | null;
  /** The service opens at some moment of the current day or month; no source says when. */
  doubted: boolean;
  /** Open, but the last evidence has expired. */
  unconfirmed: boolean;
}

/**
 * Returns the status intervals of a service that fill a given interval, oldest first, by the rules for its standing. It
 * reads the timeline once from start to end, so the cost grows only linearly with the record.
 */
export function statusIntervalsOf(timeline: Timeline, span: Interval, openEvidenceDays: number): StatusInterval[] {
  // Evidence counts through its last millisecond.
  const lasts = openEvidenceDays * 24 * HOUR_MS + 1;
  const runs = runsOf(timeline);
  const none = { change: null, reasoned: null, doubted: false, unconfirmed: false };
  const before = { ...none, from: span.from, to: runs[0]?.from ?? span.to };
  const agreeing = agreeingOf(timeline, lasts);
  const stretches = [before, ...runs.flatMap((run) => stretchesOfRun(run, agreeing, span, lasts))];
  return stretches.flatMap((stretch) => {
    const [from, to] = [Math.max(stretch.from, span.from), Math.min(stretch.to, span.to)];
    return from < to ? [{ ...stretch, from, to }] : [];
  });
}

/** A change, and the interval in which it is in force. */
interface Stand extends Interval {
  change: RecordedLine<StatusChange>;
  reasoned: RecordedLine<StatusChange> | null;
  doubtedUntil: number;
}

/** An unbroken run of equal status and limited. */
interface UnbrokenRun extends Interval {
  stands: Stand[];
}

function runsOf({ statusChanges, zone }: Timeline): UnbrokenRun[] {
  const runs: UnbrokenRun[] = [];
  let doubtedUntil = Number.NEGATIVE_INFINITY;
  let group: RecordedLine<StatusChange>[] = [];
  for (const [i, change] of statusChanges.entries()) {
    doubtedUntil = doubtOf(change, statusChanges[i - 1], doubtedUntil, zone);
    group.push(change);
    if (!isLastAtItsStart(statusChanges, i)) continue;
    const from = change.startsAt.epochMilliseconds;
    const to = statusChanges[i + 1]?.startsAt.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    let run = runs.at(-1);
    const last = run?.stands.at(-1);
    if (run === undefined || last === undefined || !isAlike(last.change, change)) {
      run = { from, to, stands: [] };
      runs.push(run);
    }
    const reasons = group.filter((each) => isAlike(each, change) && each.report.reason !== null);
    const reasoned = reasons.at(-1) ?? run.stands.at(-1)?.reasoned ?? null;
    run.stands.push({ from, to, change, reasoned, doubtedUntil });
    run.to = to;
    group = [];
  }
  return runs;
}

/**
 * Returns when the doubt of a day of change ends. A change that follows an open status is in doubt no longer than that
 * status.
 */
function doubtOf(
  change: RecordedLine<StatusChange>,
  before: RecordedLine<StatusChange> | undefined,
  doubtBefore: number,
  zone: string,
): number {
  if (change.status !== "open" || change.onset === "unknown") return Number.NEGATIVE_INFINITY;
  const over = endOf(change.effectiveAt, zone).epochMilliseconds;
  return before?.status === "open" ? Math.min(over, doubtBefore) : over;
}

const isAlike = (a: StatusChange, b: StatusChange): boolean => a.status === b.status && a.limited === b.limited;

function stretchesOfRun(
  run: UnbrokenRun,
  agreeing: readonly Interval[],
  span: Interval,
  lasts: number,
): StatusInterval[] {
  if (run.to <= span.from || span.to <= run.from) return [];
  const attested = run.stands[0]?.change.status === "open" ? attestedOf(run, agreeing, lasts) : [];
  return run.stands.flatMap(({ from, to, change, reasoned, doubtedUntil }) => {
    const said = { change, reasoned, doubted: false, unconfirmed: false };
    if (change.status !== "open") return [{ ...said, from, to }];
    const sure = Math.min(Math.max(from, doubtedUntil), to);
    return [
      { ...said, from, to: sure, doubted: true },
      ...splitIntervals(attested, { from: sure, to }).map(({ inside, ...part }) => ({
        ...said,
        ...part,
        unconfirmed: !inside,
      })),
    ];
  });
}

/**
 * Returns, for each claim that a service is open and each count of traffic, the interval for which it is evidence,
 * ordered by start.
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
 * Returns the time for which an open run has evidence: its changes, and agreeing claims that began within it. The
 * intervals are disjoint and in order.
 */
function attestedOf(run: UnbrokenRun, agreeing: readonly Interval[], lasts: number): Interval[] {
  const said = run.stands.map(({ from }) => ({ from, to: from + lasts }));
  const begun = agreeing.slice(placeFrom(agreeing, run.from), placeFrom(agreeing, run.to));
  return mergeIntervals([...said, ...begun]);
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
