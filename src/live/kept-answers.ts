import type { Temporal } from "temporal-polyfill";
import type { AnswerTexts } from "../domain/status/crossing-status.ts";
import type { KeptAnswers, TimedAnswer } from "../domain/status/snapshot.ts";

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

/** An answer with its size. */
interface Shelved {
  answer: TimedAnswer;
  bytes: number;
}

/**
 * Keeps answers up to `mostBytes`, and removes those to the question asked longest ago first. `isTouchedSince` is that
 * of the snapshot.
 */
export function keepAnswers(
  mostBytes: number,
  isTouchedSince: (of: readonly string[], touches: number) => boolean,
): AnswerShelf {
  /** Answers by question and crossing. Questions asked last are at the end. */
  const views = new Map<string, Map<string, Shelved>>();
  let lastAsked: string | undefined;
  let bytes = 0;

  function viewOf(question: string): Map<string, Shelved> {
    const view = views.get(question) ?? new Map();
    if (lastAsked === question) return view;
    lastAsked = question;
    views.delete(question);
    views.set(question, view);
    return view;
  }

  function remove(view: Map<string, Shelved>, slug: string): void {
    bytes -= view.get(slug)?.bytes ?? 0;
    view.delete(slug);
  }

  function makeRoom(): void {
    for (const view of views.values())
      for (const slug of view.keys()) {
        if (bytes <= mostBytes) return;
        remove(view, slug);
      }
  }

  function keepTexts(view: Map<string, Shelved>, slug: string, shelved: Shelved): AnswerTexts {
    const texts = new Map<string, string>();
    return {
      get(key, write) {
        const known = texts.get(key);
        if (known !== undefined) return known;
        const text = write();
        // The answer may have been removed in the meantime.
        if (view.get(slug) !== shelved) return text;
        texts.set(key, text);
        shelved.bytes += EMPTY_BYTES + text.length;
        bytes += EMPTY_BYTES + text.length;
        makeRoom();
        return text;
      },
    };
  }

  return {
    find(question, slug, now) {
      const shelved = viewOf(question).get(slug);
      return shelved !== undefined && isValid(shelved.answer, now) ? shelved.answer : undefined;
    },
    keep(question, slug, answer, touches) {
      if (isTouchedSince([slug], touches)) return answer;
      const view = viewOf(question);
      remove(view, slug);
      const { status } = answer;
      const shelved = { answer, bytes: EMPTY_BYTES + STANDING_BYTES * (status?.standings.length ?? 0) };
      if (status !== null) shelved.answer = { ...answer, status: { ...status, texts: keepTexts(view, slug, shelved) } };
      view.set(slug, shelved);
      bytes += shelved.bytes;
      makeRoom();
      return shelved.answer;
    },
    drop(slugs) {
      for (const view of views.values()) for (const slug of slugs) remove(view, slug);
    },
    size: () => ({ answers: [...views.values()].reduce((sum, view) => sum + view.size, 0), bytes }),
  };
}

const isValid = ({ from, to }: TimedAnswer, now: Temporal.Instant): boolean =>
  from.epochMilliseconds <= now.epochMilliseconds && now.epochMilliseconds < to.epochMilliseconds;
