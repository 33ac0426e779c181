import { Temporal } from "temporal-polyfill";
import { NO_LIMITS } from "../record/limits.ts";
import type { StatusChange, TrafficCount } from "../record/report.ts";
import { hasStatusDuring } from "../record/restrictions.ts";
import { lastBegun, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { compareInstants, periodOf } from "../time/moment.ts";
import type { Conflict } from "./conflict.ts";

/**
 * Minimum monthly number that attests traffic. A smaller number may be due to filing errors. An index of the table
 * `traffic_count` uses the same number.
 */
export const ATTESTING_NUMBER = 20;

/**
 * Returns true if a change is an opening that was derived from a count. By convention, only such openings are dated by
 * a month and have an unknown onset.
 */
export const isByCount = ({ status, onset, effectiveAt }: StatusChange): boolean =>
  status === "open" && onset === "unknown" && effectiveAt instanceof Temporal.PlainYearMonth;

type RecordedCount = RecordedLine<TrafficCount>;

/** Returns the newest count whose month began at or before `at`. */
export const newestCount = ({ counts }: Timeline, at: Temporal.Instant): RecordedCount | undefined =>
  counts[lastBegun(counts, at)];

/** Returns the newest count whose month began at or before `at` and whose number is large enough to attest traffic. */
export const attestingCount = ({ counts }: Timeline, at: Temporal.Instant): RecordedCount | undefined =>
  counts.findLast(({ number, startsAt }) => number >= ATTESTING_NUMBER && compareInstants(startsAt, at) <= 0);

/** Returns the count for the month that contains `at`, if it attests traffic. */
export function countOfMonth(timeline: Timeline, at: Temporal.Instant): RecordedCount | undefined {
  const count = newestCount(timeline, at);
  if (count === undefined || count.number < ATTESTING_NUMBER) return undefined;
  return compareInstants(at, periodOf(count.effectiveAt, timeline.zone).to) < 0 ? count : undefined;
}

/**
 * Returns the newest count at or before `at` if it contradicts the status in force. A count of zero contradicts `open`
 * if the service had traffic before. Traffic contradicts a restriction if, on record, the service is open at no moment
 * of that month. A count says nothing about a status that took effect after its month, or about an open status that
 * covers only a part of a month that is over.
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
