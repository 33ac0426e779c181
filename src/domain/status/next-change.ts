import type { Temporal } from "temporal-polyfill";
import type { Observation } from "../feed/observation.ts";
import { exceptionTurns, timetableBounds } from "../record/exceptions/kept-exceptions.ts";
import { claimedPeriod, lastBegun, type Timeline } from "../record/timeline.ts";
import { timetableState } from "../record/timetable.ts";
import { laterBy } from "../time/later-by.ts";
import { compareInstants, endOf } from "../time/moment.ts";
import { PROGRAMMES } from "../vocabulary.ts";
import { changeRunUpTo, settledIndex } from "./change-run.ts";
import { lastEvidence, type Thresholds } from "./evidence.ts";

/**
 * Returns the next instant after `at` at which a service's standing may change without a new report. Examples are the
 * start of a recorded change, an opening time, an expected end, and the moment at which a reading becomes too old.
 * Returns null if there is none.
 */
export function nextChange(
  timeline: Timeline,
  at: Temporal.Instant,
  observation: Observation | null,
  thresholds: Thresholds,
): Temporal.Instant | null {
  const { zone, statusChanges, claims, counts } = timeline;
  const turns: (Temporal.Instant | null)[] = [
    timeline.disputedFrom ?? null,
    timetableState(timeline, at).until,
    ...timetableBounds(timeline),
    ...exceptionTurns(timeline, at),
  ];
  for (const change of statusChanges) {
    turns.push(change.startsAt, endOf(change.effectiveAt, zone));
    if (change.expectedUntil === null) continue;
    const end = endOf(change.expectedUntil, zone);
    turns.push(end, laterBy(end, { hours: thresholds.overdueDoubtHours }));
  }
  for (const line of claims) turns.push(line.startsAt);
  // A statement that is exactly `openEvidenceDays` old still confirms an open service.
  for (const { startsAt, until } of [...statusChanges.map((change) => ({ ...change, until: null })), ...claims]) {
    const covered = until === null ? startsAt : endOf(until, zone);
    turns.push(laterBy(covered, { hours: 24 * thresholds.openEvidenceDays, milliseconds: 1 }));
  }
  for (const count of counts) turns.push(count.startsAt, endOf(count.effectiveAt, zone));
  // A claim removes doubt about a restriction only if that restriction has an expected end.
  if (statusChanges.some(({ expectedUntil }) => expectedUntil !== null))
    for (const claim of claims)
      turns.push(laterBy(claimedPeriod(claim, zone).to, { hours: thresholds.overdueDoubtHours }));
  const lanes = observation?.lanes.map((lane) => lane.at) ?? [];
  const stamps = [observation?.movingAt ?? null, observation?.filings.at(-1) ?? null, ...lanes];
  // A stamp is still fresh exactly at the limit, so the change comes one millisecond later.
  for (const stamp of stamps) turns.push(stamp?.add({ minutes: thresholds.freshMinutes, milliseconds: 1 }) ?? null);
  const index = lastBegun(statusChanges, at);
  if (index >= 0) {
    // Travellers matter for the evidence only if a change or claim names programmes.
    const isForAll = [...statusChanges, ...claims].every(({ programmes }) => programmes.length === 0);
    for (const each of new Set([index, settledIndex(timeline, index, at)])) {
      const run = changeRunUpTo(timeline, each);
      for (const askedFor of isForAll ? [null] : [null, ...PROGRAMMES]) {
        const last = lastEvidence(timeline, { ...run, askedFor }, at, observation);
        turns.push(laterBy(last.at, { hours: 24 * thresholds.openEvidenceDays, milliseconds: 1 }));
      }
    }
  }
  return turns.reduce<Temporal.Instant | null>((first, turn) => {
    if (turn === null || compareInstants(turn, at) <= 0) return first;
    return first === null || compareInstants(turn, first) < 0 ? turn : first;
  }, null);
}
