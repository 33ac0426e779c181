import { capitalize } from "../capitalize.ts";
import { groupBy } from "../group-by.ts";
import { leadingStanding } from "../status/crossing-status.ts";
import type { Standing } from "../status/standing.ts";
import type { Mode } from "../vocabulary.ts";
import { answerParts, nextWorthNaming, type ShortContext, waitText } from "./answer-parts.ts";

/** A short answer about one service, such as `Open now · 25 min wait · closes 20:00`. */
export interface ShortAnswer {
  standing: Standing;
  text: string;
}

/** The answer for one mode of a crossing, or for several modes with the same answer. */
export interface ModeAnswer extends ShortAnswer {
  modes: readonly Mode[];
  /** The answer for the other direction. Null if there is nothing to say about it. */
  other: ShortAnswer | null;
}

/**
 * What the answer for one mode says: the standing that people ask about, and the other direction if it is mentioned
 * too.
 */
export interface ToldMode {
  standing: Standing;
  other: Standing | null;
}

/**
 * Returns one short answer per mode, in the order of the services. Modes with the same answer share it. The answer is
 * about the mode's only service, or about the northbound one, because people ask about that one. The other direction is
 * named only if it is restricted, if it alone is shut, or if something recent is known about it. Times are local to the
 * crossing.
 */
export function modeAnswers(standings: readonly Standing[], context: ShortContext): ModeAnswer[] {
  const answers = toldModes(standings, context).map(({ standing, other }): ModeAnswer => {
    const text = shortAnswer(standing, context);
    const said = other === null ? null : shortAnswer(other, context);
    return {
      modes: [standing.service.mode],
      standing,
      text,
      other: other && { standing: other, text: said === text ? context.messages.short.same : (said ?? "") },
    };
  });
  const same = groupBy(answers, ({ text, other }) => `${text}|${other?.text}`);
  return [...same.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, modes: group.flatMap(({ modes }) => modes) }];
  });
}

/** Returns what the answers for a crossing say about each mode, in the order of the services. */
export function toldModes(standings: readonly Standing[], context: ShortContext): ToldMode[] {
  const byMode = groupBy(standings, ({ service }) => service.mode);
  return [...byMode.values()].flatMap((both) => {
    const standing = leadingStanding(both);
    if (standing === undefined) return [];
    const second = both.find((each) => each !== standing);
    return [{ standing, other: second !== undefined && isWorthSaying(standing, second, context) ? second : null }];
  });
}

/**
 * Returns true if the other direction is restricted, if it is the only direction that is shut, or if something recent
 * is known about it that differs from the answer.
 */
function isWorthSaying(standing: Standing, other: Standing, context: ShortContext): boolean {
  const { status, limited, certainty, conflict } = other;
  if (status === "suspended" || status === "closed" || limited || conflict !== null) return true;
  if (nextWorthNaming(other, context) !== null) return true;
  if (other.open === false && standing.open !== false) return true;
  if (certainty === null || certainty === "unconfirmed") return false;
  return shortAnswer(other, context) !== shortAnswer(standing, context);
}

/** Returns the answer about one service in a few words: the status, the wait, the next changes, and any doubt. */
export function shortAnswer(standing: Standing, context: ShortContext): string {
  const { head, aside, tail, wait, more } = answerParts(standing, context);
  const waiting = wait === null ? [] : [waitText(wait, context.messages)];
  return [capitalize(head) + (aside === null ? "" : `: ${aside}`) + tail, ...waiting, ...more].join(" · ");
}
