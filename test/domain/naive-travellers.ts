import type { StatusChange } from "../../src/domain/record/report.ts";
import { PROGRAMMES, type Programme } from "../../src/domain/vocabulary.ts";
import { ends } from "./naive-clock.ts";
import { startsOf, type Told } from "./naive-lines.ts";
import { type NaiveState, stateAtTime, stateBefore } from "./naive-restrictions.ts";

// A second implementation of the rules for travellers. It checks for each kind of traveller separately whether an open
// service lets them cross.

/** One traveller of each programme, and one without a programme. */
export const TRAVELLERS = [...PROGRAMMES, "none"] as const;
type Traveller = (typeof TRAVELLERS)[number];

/** Returns true if an open service lets a traveller cross. */
export const lets = ({ programmes }: Pick<NaiveState, "programmes">, traveller: Traveller): boolean =>
  programmes.length === 0 || programmes.some((each) => each === traveller);

/**
 * Returns true if an open service admits a traveller of the requested programme, or, if none is requested, any
 * traveller.
 */
export const isAdmitted = (state: NaiveState, asked: Programme | null): boolean =>
  TRAVELLERS.some((each) => (asked === null || asked === each) && lets(state, each));

export const isOpenFor = (state: NaiveState | undefined, asked: Programme | null): boolean =>
  state !== undefined && state.status === "open" && isAdmitted(state, asked);

/** Returns true if {@link isDoubtful} is true for at least one traveller whom the state admits. */
export const isDoubtfulForAny = (
  changes: readonly Told<StatusChange>[],
  state: NaiveState,
  zone: string,
  at: number,
): boolean => TRAVELLERS.some((each) => lets(state, each) && isDoubtful(changes, state, zone, at, each));

/**
 * Returns true if the change that admits a traveller may still be ahead: only its day or month is known, and that day
 * or month has not ended.
 */
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
 * Returns the last moment up to `at` at which exactly those travellers were admitted who are certainly admitted at
 * `at`. Returns `at` if nobody is certainly admitted, or if there was no such moment.
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
    // Before an interruption, nobody is certainly admitted.
    if (then?.status !== "open") return at;
    if (TRAVELLERS.every((each) => lets(then, each) === certain.includes(each))) return moment;
    // Limits from before a change that has certainly happened no longer apply.
    if (then.change.onset === "unknown" || ends(then.change.effectiveAt, zone) <= at) return at;
  }
  return at;
}
