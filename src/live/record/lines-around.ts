import type { Temporal } from "temporal-polyfill";
import type { Service } from "../../domain/places/crossing.ts";
import { emptyTimeline, type Timeline } from "../../domain/record/timeline.ts";
import { type Completeness, isComplete } from "../../domain/status/completeness.ts";
import { ATTESTING_NUMBER } from "../../domain/status/counted.ts";
import { instantAt } from "../../domain/time/instant-at.ts";
import type { LinesLimits, PlacedService, TimelinesQuestion } from "../../store/record/timelines.ts";
import type { LineColumns } from "./line-columns.ts";
import { readClaim, readCount, readHoursChange, readHoursException, readStatusChange } from "./read-lines.ts";
import type { RecordInMemory, ServiceColumns } from "./record-in-memory.ts";
import { ALL_KNOWN, type SeenUpTo } from "./report-columns.ts";
import { countBelow, countUpTo } from "./sorted.ts";

/** Limits of the first attempt. Most answers need only the change in force and its neighbours. */
const FIRST: LinesLimits = { status: 3, hours: 1 };
/** Each further attempt raises the limits by this factor. */
const GROWTH = 4;

/** Positions of lines in their columns, in order, and the range in which no line is missing. */
interface Picked {
  positions: number[];
  from: Temporal.Instant | null;
  to: Temporal.Instant | null;
}

/** A question about one crossing, in numbers. `until` is Infinity if the question has no end. */
interface Asked {
  at: number;
  until: number;
  onward: boolean;
  isSeen: (report: number) => boolean;
}

export const seenUpTo = ({ knownAt, publishedBefore }: TimelinesQuestion["view"]): SeenUpTo => ({
  knownAt: knownAt?.epochMilliseconds ?? ALL_KNOWN,
  publishedBefore: publishedBefore?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
});

/**
 * Returns the timeline of a service with the lines that a question needs. It gives the same answers as the whole
 * timeline.
 */
export function timelineAround(
  record: RecordInMemory,
  columns: ServiceColumns,
  { service, zone }: PlacedService,
  question: TimelinesQuestion,
): Timeline {
  const asked = inNumbers(record, question);
  for (let factor = 1; ; factor *= GROWTH) {
    const limits = { status: factor * FIRST.status, hours: factor * FIRST.hours };
    const status = around(columns.status, asked, limits.status);
    const hours = around(columns.hours, asked, limits.hours);
    const timeline = emptyTimeline(service, zone);
    const read = <Line>(
      lines: LineColumns,
      positions: readonly number[],
      line: (lines: LineColumns, index: number, service: Service, reports: RecordInMemory["reports"]) => Line,
    ) => positions.map((index) => line(lines, index, service, record.reports));
    timeline.statusChanges = read(columns.status, status.positions, readStatusChange);
    timeline.hoursChanges = read(columns.hours, hours.positions, readHoursChange);
    timeline.hoursExceptions = read(columns.exception, exceptions(columns.exception, asked), readHoursException);
    timeline.claims = read(columns.claim, claims(columns.claim, status, asked), readClaim);
    timeline.counts = read(columns.count, counts(columns.count, asked), readCount);
    const reach: Completeness = { status, hours };
    if (isComplete(timeline, question.at, reach)) return timeline;
  }
}

function inNumbers(record: RecordInMemory, { view, at, onward, until }: TimelinesQuestion): Asked {
  const seen = seenUpTo(view);
  return {
    at: at.epochMilliseconds,
    until: until?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    onward,
    isSeen: (report) => record.reports.isSeen(report, seen),
  };
}

/** Picks up to `limit` lines on either side of the instant. With `onward`, picks all later lines up to `until`. */
function around({ startsAt, report }: LineColumns, { at, until, onward, isSeen }: Asked, limit: number): Picked {
  const begun = countUpTo(startsAt, at);
  const past: number[] = [];
  for (let i = begun - 1; i >= 0 && past.length < limit; i--) if (isSeen(report[i] ?? 0)) past.push(i);
  const future: number[] = [];
  const most = onward ? Number.POSITIVE_INFINITY : limit;
  for (let i = begun; i < startsAt.length && future.length < most && (startsAt[i] ?? 0) <= until; i++)
    if (isSeen(report[i] ?? 0)) future.push(i);
  const bound = (positions: readonly number[], isFull: boolean) =>
    isFull ? instantAt(startsAt[positions.at(-1) ?? 0] ?? 0) : null;
  return {
    positions: [...past.toReversed(), ...future],
    from: bound(past, past.length >= limit),
    to: bound(future, future.length >= most),
  };
}

/** Picks the exceptions that are not over at the instant, including later ones. */
function exceptions({ endsAt, latestEnd, report }: LineColumns, { at, isSeen }: Asked): number[] {
  const found: number[] = [];
  for (let i = countUpTo(latestEnd, at); i < endsAt.length; i++)
    if ((endsAt[i] ?? 0) > at && isSeen(report[i] ?? 0)) found.push(i);
  return found;
}

/**
 * Picks all claims up to the instant, beginning with the earliest one that still held at the oldest picked status
 * change. With `onward`, also picks all later claims up to `until`.
 */
function claims({ startsAt, latestEnd, endsAt, report }: LineColumns, status: Picked, asked: Asked): number[] {
  const { at, until, onward, isSeen } = asked;
  const oldest = status.from?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
  const end = countUpTo(startsAt, onward ? until : at);
  const found: number[] = [];
  // A claim ends at or after its start, so no claim before this index held or began at `oldest`.
  for (let i = countBelow(latestEnd, oldest); i < end; i++) {
    const isEarly = found.length === 0 && (startsAt[i] ?? 0) < oldest && (endsAt[i] ?? 0) < oldest;
    if (!isEarly && isSeen(report[i] ?? 0)) found.push(i);
  }
  return found;
}

/**
 * Picks two counts up to the instant: the newest, and the newest that proves traffic. With `onward`, also picks all
 * later counts up to `until`.
 */
function counts({ startsAt, report, content }: LineColumns, { at, until, onward, isSeen }: Asked): number[] {
  const begun = countUpTo(startsAt, at);
  const found: number[] = [];
  for (let i = begun - 1; i >= 0; i--) {
    const isProof = (content[i]?.number ?? 0) >= ATTESTING_NUMBER;
    if ((found.length > 0 && !isProof) || !isSeen(report[i] ?? 0)) continue;
    found.unshift(i);
    if (isProof) break;
  }
  if (onward)
    for (let i = begun; i < startsAt.length && (startsAt[i] ?? 0) <= until; i++)
      if (isSeen(report[i] ?? 0)) found.push(i);
  return found;
}
