import type { StatusChange } from "../../src/domain/record/report.ts";
import { PROGRAMMES, type Programme } from "../../src/domain/vocabulary.ts";
import { ends } from "./naive-clock.ts";
import { startsOf, type Told } from "./naive-lines.ts";
import { type NaiveState, stateAtTime, stateBefore } from "./naive-restrictions.ts";

// A second implementation of the rules for travellers. Each kind of traveller is checked separately.

/** One traveller of each programme, and one without a programme. */
export const TRAVELLERS = [...PROGRAMMES, "none"] as const;
type Traveller = (typeof TRAVELLERS)[number];

/** Returns true if an open service lets a traveller cross. */
export const lets = ({ programmes }: Pick<NaiveState, "programmes">, traveller: Traveller): boolean =>
  programmes.length === 0 || programmes.some((each) => each === traveller);

/**
 * Returns true if an open service admits a traveller of the requested programme, or any traveller if none is requested.
 */
export const isAdmitted = (state: NaiveState, asked: Programme | null): boolean =>
  TRAVELLERS.some((each) => (asked === null || asked === each) && lets(state, each));

export const isOpenFor = (state: NaiveState | undefined, asked: Programme | null): boolean =>
  state !== undefined && state.status === "open" && isAdmitted(state, asked);

/** Returns true if {@link isDoubtful} is true for a traveller that the state admits. */
export const isDoubtfulForAny = (
  changes: readonly Told<StatusChange>[],
  state: NaiveState,
  zone: string,
  at: number,
): boolean => TRAVELLERS.some((each) => lets(state, each) && isDoubtful(changes, state, zone, at, each));

/** Returns true if the change that admits a traveller may still be ahead, because its day or month is not over. */
export function isDoubtful(
  changes: readonly Told<StatusChange>[],
  state: NaiveState,
  zone: string,
  at: number,
  traveller: Traveller,
): boolean {
  const { status, change } = state;
  if (status !== "open" || change.onset === "unknown" || ends(change.effectiveAt, zone) <= at) return false;
  const before = stateBefore(changes, change);
  if (before?.status !== "open" || !lets(before, traveller)) return true;
  return isDoubtful(changes, before, zone, at, traveller);
}

/**
 * Returns the last moment up to `at` at which the travellers admitted were exactly those who are certainly admitted at
 * `at`. Returns `at` if there was none.
 */
export function settledTime(changes: readonly Told<StatusChange>[], zone: string, at: number): number {
  const state = stateAtTime(changes, at);
  if (state?.status !== "open") return at;
  const certain = TRAVELLERS.filter((each) => lets(state, each) && !isDoubtful(changes, state, zone, at, each));
  if (certain.length === 0) return at;
  const moments = [
    at,
    ...startsOf(changes)
      .flatMap((start) => (start <= at ? [start - 1] : []))
      .reverse(),
  ];
  for (const moment of moments) {
    const then = stateAtTime(changes, moment);
    // An interruption ends the search, because the limits from before it no longer apply.
    if (then?.status !== "open") return at;
    if (TRAVELLERS.every((each) => lets(then, each) === certain.includes(each))) return moment;
    // A change that has certainly taken effect ends the search, too, for the same reason.
    if (then.change.onset === "unknown" || ends(then.change.effectiveAt, zone) <= at) return at;
  }
  return at;
}
