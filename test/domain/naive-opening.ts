import type { StatusChange } from "../../src/domain/record/report.ts";
import { hoursWord } from "./naive-clock.ts";
import { keptAt } from "./naive-hours.ts";
import { alike, type Question, startsOf, type Told } from "./naive-lines.ts";
import { type NaiveState, stateAtTime } from "./naive-restrictions.ts";
import { isDoubtful, lets, TRAVELLERS } from "./naive-travellers.ts";

/**
 * Returns an opening by the hours before which all restrictions are over, and the next change after it. Returns null if
 * the service does not then admit the same travellers for certain.
 */
export function openingAfter(
  question: Question,
  changes: readonly Told<StatusChange>[],
  state: NaiveState,
  opening: number,
): string | null {
  const { zone } = question;
  const then = stateAtTime(changes, opening);
  if (then === undefined || !alike(then, state)) return null;
  if (TRAVELLERS.some((each) => lets(then, each) && isDoubtful(changes, then, zone, opening, each))) return null;
  if (hoursWord(keptAt(question, opening), zone, opening) !== "within") return null;
  return `${new Date(opening).toISOString()}, ${nextText(changes, opening, then)}`;
}

/** Returns the first change after a time to another state than `state`, as text. */
export function nextText(
  changes: readonly Told<StatusChange>[],
  after: number,
  state: NaiveState | undefined,
): string | null {
  const next = startsOf(changes)
    .filter((start) => start > after)
    .map((start) => stateAtTime(changes, start))
    .find((each) => each !== undefined && (state === undefined || !alike(each, state)));
  if (next === undefined) return null;
  return [next.status, next.limited, next.programmes, next.change.effectiveAt, next.change.id].map(String).join(" ");
}
