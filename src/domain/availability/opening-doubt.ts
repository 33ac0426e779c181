import { admitsAllOf, isSameProgrammes } from "../record/limits.ts";
import type { StatusState } from "../record/restrictions.ts";
import { endOf } from "../time/moment.ts";
import type { Programme } from "../vocabulary.ts";

/**
 * Returns when the doubt about the day of the change at `index` ends, in milliseconds since 1970. If the previous
 * status was open and admitted all travellers that the change admits, this doubt ends no later than the doubt about the
 * previous status. `before` is the result for the previous change.
 */
export function openingDoubt(states: readonly StatusState[], index: number, before: number, zone: string): number {
  const { programmes } = states[index] ?? { programmes: [] };
  const earlier = states[index - 1]?.programmes ?? [];
  return doubtFor(programmes, states, index, zone, isSameProgrammes(programmes, earlier) ? before : null);
}

function doubtFor(
  travellers: readonly Programme[],
  states: readonly StatusState[],
  index: number,
  zone: string,
  before: number | null,
): number {
  const state = states[index];
  if (state === undefined || state.status !== "open" || state.change.onset === "unknown")
    return Number.NEGATIVE_INFINITY;
  const over = endOf(state.change.effectiveAt, zone).epochMilliseconds;
  const previous = states[index - 1];
  if (previous?.status !== "open" || !admitsAllOf(previous, travellers)) return over;
  return Math.min(over, before ?? doubtFor(travellers, states, index - 1, zone, null));
}
