import { Temporal } from "temporal-polyfill";
import { statusStatesOf } from "../record/restrictions.ts";
import type { Timeline } from "../record/timeline.ts";
import { isDayOfChange, settledIndex } from "../status/change-run.ts";
import type { Interval } from "../time/interval.ts";
import { endOf } from "../time/moment.ts";

/** A part of the time for which an open state is in force. */
export interface SettledPart extends Interval {
  /** Index of the change whose limits certainly apply. */
  settled: number;
  /** True if it is possible that the service has not opened yet. */
  doubted: boolean;
}

/**
 * Divides the time for which the open state at `index` is in force, by the rules for a standing. A part ends where a
 * day or month of change ends. The results fill that time, oldest first.
 */
export function settledPartsOf(timeline: Timeline, index: number, { from, to }: Interval): SettledPart[] {
  const ends = endsWithin(timeline, index, { from, to });
  return [from, ...ends].map((start, i) => {
    const at = Temporal.Instant.fromEpochMilliseconds(start);
    const settled = settledIndex(timeline, index, at);
    return { from: start, to: ends[i] ?? to, settled, doubted: isDayOfChange(timeline, settled, at) };
  });
}

/**
 * Returns when the doubts about the change at `index`, and about the changes before it, end within an interval. The
 * search stops at a change that certainly happened before the interval, has an unknown onset, or leaves the service
 * restricted.
 */
function endsWithin(timeline: Timeline, index: number, { from, to }: Interval): number[] {
  const states = statusStatesOf(timeline);
  const ends = new Set<number>();
  for (let i = index; i >= 0; i--) {
    const state = states[i];
    if (state?.status !== "open" || state.change.onset === "unknown") break;
    const over = endOf(state.change.effectiveAt, timeline.zone).epochMilliseconds;
    if (over <= from) break;
    if (over < to) ends.add(over);
  }
  return [...ends].sort((a, b) => a - b);
}
