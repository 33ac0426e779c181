import { Temporal } from "temporal-polyfill";
import { NO_LIMITS } from "../record/limits.ts";
import type { StatusChange, TrafficCount } from "../record/report.ts";
import { hasStatusDuring } from "../record/restrictions.ts";
import { lastBegun, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { compareInstants, periodOf } from "../time/moment.ts";
import type { Conflict } from "./conflict.ts";

/**
 * Smallest monthly count that proves traffic. Smaller numbers may be filing errors. An index of the table
 * `traffic_count` uses the same number.
 */
export const ATTESTING_NUMBER = 20;

/**
 * Returns true if a change is an opening derived from a count. Only these openings are dated to a month and have an
 * unknown onset.
 */
export const isByCount = ({ status, onset, effectiveAt }: StatusChange): boolean =>
  status === "open" && onset === "unknown" && effectiveAt instanceof Temporal.PlainYearMonth;

type RecordedCount = RecordedLine<TrafficCount>;

/** Returns the newest count whose month began at or before `at`. */
export const newestCount = ({ counts }: Timeline, at: Temporal.Instant): RecordedCount | undefined =>
  counts[lastBegun(counts, at)];

/** Returns the newest count that proves traffic and whose month began at or before `at`. */
export const attestingCount = ({ counts }: Timeline, at: Temporal.Instant): RecordedCount | undefined =>
  counts.findLast(({ number, startsAt }) => number >= ATTESTING_NUMBER && compareInstants(startsAt, at) <= 0);

/** Returns the count for the month of `at` if it proves traffic. */
export function countOfMonth(timeline: Timeline, at: Temporal.Instant): RecordedCount | undefined {
  const count = newestCount(timeline, at);
  if (count === undefined || count.number < ATTESTING_NUMBER) return undefined;
  return compareInstants(at, periodOf(count.effectiveAt, timeline.zone).to) < 0 ? count : undefined;
}

/**
 * Returns the newest count at or before `at` if it contradicts the status in force. A count of zero contradicts `open`
 * if earlier counts show traffic. Traffic contradicts a restriction if, on record, the service was never open that
 * month. A count is ignored if the status took effect after its month, or if the service was open for only part of a
 * past month.
 */
export function countConflict(
  timeline: Timeline,
  standing: { status: Conflict["status"]; startsAt: Temporal.Instant },
  at: Temporal.Instant,
): Conflict | null {
  const count = newestCount(timeline, at);
  if (count === undefined) return null;
  const month = periodOf(count.effectiveAt, timeline.zone);
  if (compareInstants(month.to, standing.startsAt) <= 0) return null;
  const { source } = count.report;
  const found = { ...NO_LIMITS, at: count.effectiveAt, source, count: count.number };
  if (standing.status !== "open")
    return count.number >= ATTESTING_NUMBER && !hasStatusDuring(timeline, "open", month)
      ? { ...found, status: "open" }
      : null;
  const isOver = compareInstants(month.to, at) <= 0;
  const isPartly = compareInstants(month.from, standing.startsAt) < 0;
  if (count.number > 0 || (isOver && isPartly)) return null;
  return attestingCount(timeline, at) === undefined ? null : { ...found, status: "closed" };
}
