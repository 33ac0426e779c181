import type { Temporal } from "temporal-polyfill";
import { commonProgrammes } from "../record/limits.ts";
import type { StatusState } from "../record/restrictions.ts";
import { compareInstants, endOf } from "../time/moment.ts";
import type { Programme } from "../vocabulary.ts";

/** Travellers that an open service certainly admits. */
export interface CertainTravellers {
  /** Empty if everybody is admitted. */
  programmes: readonly Programme[];
  /** Index of the newest state that has certainly begun. */
  from: number;
}

/**
 * Returns true if a state has certainly begun by `at`: its day or month is over, or its onset is unknown (it began
 * before the source reported it).
 */
const hasHappened = ({ change }: StatusState, at: Temporal.Instant, zone: string): boolean =>
  change.onset === "unknown" || compareInstants(endOf(change.effectiveAt, zone), at) <= 0;

/**
 * Returns the travellers that a service certainly admits at `at`. Returns null if the service may admit nobody. `index`
 * is the state in force. On the day of a change that is dated only to the day, the change may still be ahead. So a
 * traveller counts as admitted only if every state since the last certain one admits that traveller.
 */
export function certainTravellers(
  states: readonly StatusState[],
  index: number,
  at: Temporal.Instant,
  zone: string,
): CertainTravellers | null {
  let programmes: readonly Programme[] | null = [];
  for (let from = index; from >= 0; from--) {
    const state = states[from];
    if (state === undefined || state.status !== "open") return null;
    programmes = commonProgrammes(programmes, state.programmes);
    if (programmes === null) return null;
    if (hasHappened(state, at, zone)) return { programmes, from };
  }
  return null;
}
