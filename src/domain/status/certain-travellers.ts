import type { Temporal } from "temporal-polyfill";
import { commonProgrammes } from "../record/limits.ts";
import type { StatusState } from "../record/restrictions.ts";
import { compareInstants, endOf } from "../time/moment.ts";
import type { Programme } from "../vocabulary.ts";

/** Travellers whom an open service certainly admits. */
export interface CertainTravellers {
  /** An empty list means everybody. */
  programmes: readonly Programme[];
  /** Index of the newest state whose change has certainly happened. All states since then admit these travellers. */
  from: number;
}

/**
 * Returns true if the change of a state has certainly happened by `at`. This is so once its day or month has ended. If
 * the onset is unknown, the service was already in that state when the source reported it.
 */
const hasHappened = ({ change }: StatusState, at: Temporal.Instant, zone: string): boolean =>
  change.onset === "unknown" || compareInstants(endOf(change.effectiveAt, zone), at) <= 0;

/**
 * Returns the travellers whom a service certainly admits at `at`, or null if it is possible that the service admits
 * nobody. `index` is the state in force. A change on a day or in a month that has not ended may still be ahead. The
 * certain travellers are therefore those whom every state since the last certain change admits.
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
