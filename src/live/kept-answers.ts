import type { AnswerTexts } from "../domain/status/crossing-status.ts";
import type { KeptAnswers, TimedAnswer } from "../domain/status/snapshot.ts";
import { makePartShelf, type PartShelf, type Shelved } from "./part-shelf.ts";

/** Kept answers of a process. */
export interface AnswerShelf extends KeptAnswers {
  /** Removes the answers about these crossings. */
  drop(slugs: readonly string[]): void;
  size(): { answers: number; bytes: number };
}

/** Approximate size of the answer about one service in bytes, measured with 18,000 services. */
const STANDING_BYTES = 4_500;
/** Approximate size of an answer without services, and of a text without its characters. */
const EMPTY_BYTES = 300;

/**
 * Keeps answers up to `mostBytes`, and removes those to the question asked longest ago first. `isTouchedSince` is that
 * of the snapshot.
 */
export function keepAnswers(
  mostBytes: number,
  isTouchedSince: (of: readonly string[], touches: number) => boolean,
): AnswerShelf {
  const shelf: PartShelf<TimedAnswer> = makePartShelf(mostBytes, isTouchedSince);

  function keepTexts(grow: (bytes: number) => boolean): AnswerTexts {
    const texts = new Map<string, string>();
    return {
      get(key, write) {
        const known = texts.get(key);
        if (known !== undefined) return known;
        const text = write();
        // The answer may have been removed in the meantime.
        if (grow(EMPTY_BYTES + text.length)) texts.set(key, text);
        return text;
      },
    };
  }

  return {
    find: shelf.find,
    keep(question, slug, answer, touches) {
      const { status } = answer;
      const bytes = EMPTY_BYTES + STANDING_BYTES * (status?.standings.length ?? 0);
      const texts = keepTexts((more) => shelf.grow(question, slug, shelved, more));
      const part = status === null ? answer : { ...answer, status: { ...status, texts } };
      const shelved: Shelved<TimedAnswer> = { part, bytes };
      shelf.keep(question, slug, shelved, touches);
      return part;
    },
    drop: shelf.drop,
    size() {
      const { parts, bytes } = shelf.size();
      return { answers: parts, bytes };
    },
  };
}
