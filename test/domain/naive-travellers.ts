import type { StatusChange } from "../../src/domain/record/report.ts";
import { PROGRAMMES, type Programme } from "../../src/domain/vocabulary.ts";
import { ends } from "./naive-clock.ts";
import type { Told } from "./naive-lines.ts";
import { type NaiveState, stateAtTime, stateBefore } from "./naive-restrictions.ts";

// A second implementation of the rules for travellers. It checks for each kind of traveller separately whether an open
// service lets them cross.

/** One traveller of each programme, and one without a programme. */
export const TRAVELLERS = [...PROGRAMMES, "none"] as const;
type Traveller = (typeof TRAVELLERS)[number];

/** Returns true if an open service lets a traveller cross. */
export const lets = ({ programmes }: Pick<NaiveState, "programmes">, traveller: Traveller): boolean =>
  programmes.length === 0 || programmes.some((each) => each === traveller);

/** Returns true if an open service admits a traveller of the requested programme, or, if it is null, any traveller. */
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
 * Returns the last moment up to `at` whose limits certainly still apply at `at`. A change that admits more travellers
 * may still be ahead on its day, so the change does not count before the day has ended.
 */
export function settledTime(changes: readonly Told<StatusChange>[], zone: string, at: number): number {
  let time = at;
  for (;;) {
    const state = stateAtTime(changes, time);
    if (state?.status !== "open") return time;
    const before = stateAtTime(changes, state.change.start - 1);
    const isWider = before?.status === "open" && TRAVELLERS.some((each) => lets(state, each) && !lets(before, each));
    if (!isWider || !isDoubtfulForAny(changes, state, zone, at)) return time;
    time = state.change.start - 1;
  }
}
