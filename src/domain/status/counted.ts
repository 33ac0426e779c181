import { Temporal } from "temporal-polyfill";
import type { StatusChange, TrafficCount } from "../record/report.ts";
import { hasStatusDuring } from "../record/restrictions.ts";
import { lastBegun, type RecordedLine, type Timeline } from "../record/timeline.ts";
import { compareInstants, periodOf } from "../time/moment.ts";
import type { Conflict } from "./conflict.ts";

/** The smallest number that attests traffic. Fewer in a month can be errors of filing. The index of the table agrees. */
export const ATTESTING_NUMBER = 20;

/** Returns true for an opening by a month whose start is not known. Only counts are as vague as that. */
export const isByCount = ({ status, onset, effectiveAt }: StatusChange): boolean =>
  status === "open" && onset === "unknown" && effectiveAt instanceof Temporal.PlainYearMonth;

type RecordedCount = RecordedLine<TrafficCount>;

/** Returns the newest count whose month began by `at`. */
export const newestCount = ({ counts }: Timeline, at: Temporal.Instant): RecordedCount | undefined =>
  counts[lastBegun(counts, at)];

/** Returns the newest count of enough traffic to attest something, whose month began by `at`. */
export const attestingCount = ({ counts }: Timeline, at: Temporal.Instant): RecordedCount | undefined =>
  counts.findLast(({ number, startsAt }) => number >= ATTESTING_NUMBER && compareInstants(startsAt, at) <= 0);

/** Returns the count of the very month of `at`, if it attests traffic. */
export function countOfMonth(timeline: Timeline, at: Temporal.Instant): RecordedCount | undefined {
  const count = newestCount(timeline, at);
  if (count === undefined || count.number < ATTESTING_NUMBER) return undefined;
  return compareInstants(at, periodOf(count.effectiveAt, timeline.zone).to) < 0 ? count : undefined;
}

/**
 * Returns the newest count by `at` if it contradicts the status in force. Nobody in a month contradicts `open`, if the
 * service had traffic before. Traffic contradicts a restriction, if the record has the service open at no moment of that
 * month. A count says nothing about a status that took effect after its month, or that was open for a part of it only.
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
  const found = { at: count.effectiveAt, source, count: count.number };
  if (standing.status !== "open")
    return count.number >= ATTESTING_NUMBER && !hasStatusDuring(timeline, "open", month)
      ? { ...found, status: "open" }
      : null;
  const isOver = compareInstants(month.to, at) <= 0;
  const isPartly = compareInstants(month.from, standing.startsAt) < 0;
  if (count.number > 0 || (isOver && isPartly)) return null;
  return attestingCount(timeline, at) === undefined ? null : { ...found, status: "closed" };
}
