import { Temporal } from "temporal-polyfill";
import { statusStatesOf } from "../record/restrictions.ts";
import type { Timeline } from "../record/timeline.ts";
import { isDayOfChange, settledIndex } from "../status/change-run.ts";
import type { Interval } from "../time/interval.ts";
import { endOf } from "../time/moment.ts";

/** A part of the time in which an open state is in force. */
export interface SettledPart extends Interval {
  /** Index of the change whose limits certainly apply. */
  settled: number;
  /** True if the service may not have opened yet. */
  doubted: boolean;
}

/**
 * Divides the time of the open state at `index` wherever a day or month of change ends. The parts cover that time,
 * oldest first.
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
 * Returns the times within an interval at which the day or month of an opening ends. Starts with the change at `index`
 * and goes back to the first change about which there is no doubt.
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
