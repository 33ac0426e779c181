import type { Temporal } from "temporal-polyfill";

/** The first and last instant at which something is valid. The last one is exclusive. */
export interface Validity {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** A kept part of an answer, and its approximate size. */
export interface Shelved<Part> {
  readonly part: Part;
  readonly bytes: number;
}

/** Parts of answers to one question, by crossing, with their sizes. */
type View<Part> = Map<string, { shelved: Shelved<Part>; bytes: number }>;

/** Parts of answers by question and crossing. */
export interface PartShelf<Part extends Validity> {
  /** Returns the kept part if it is valid at `now`, or undefined. */
  find(question: string, slug: string, now: Temporal.Instant): Part | undefined;
  /** Keeps a part, unless the crossing changed after the snapshot's `touches()` returned `touches`. */
  keep(question: string, slug: string, shelved: Shelved<Part>, touches: number): void;
  /** Adds to the size of a part. Returns false if it is no longer kept. */
  grow(question: string, slug: string, shelved: Shelved<Part>, bytes: number): boolean;
  /** Removes the parts about these crossings. */
  drop(slugs: readonly string[]): void;
  size(): { parts: number; bytes: number };
}

/**
 * Creates a shelf that keeps parts up to `mostBytes`, and removes those of the question asked longest ago first.
 * `isTouchedSince` is that of the snapshot.
 */
export function makePartShelf<Part extends Validity>(
  mostBytes: number,
  isTouchedSince: (of: readonly string[], touches: number) => boolean,
): PartShelf<Part> {
  /** Parts by question and crossing. Questions asked last are at the end. */
  const views = new Map<string, View<Part>>();
  let lastAsked: string | undefined;
  let bytes = 0;

  function moveToEnd(question: string, view: View<Part>): void {
    lastAsked = question;
    views.delete(question);
    views.set(question, view);
  }

  function remove(question: string, view: View<Part>, slug: string): void {
    bytes -= view.get(slug)?.bytes ?? 0;
    view.delete(slug);
    if (view.size === 0) views.delete(question);
  }

  function makeRoom(): void {
    for (const [question, view] of views)
      for (const slug of view.keys()) {
        if (bytes <= mostBytes) return;
        remove(question, view, slug);
      }
  }

  return {
    find(question, slug, now) {
      const view = views.get(question);
      if (view === undefined) return undefined;
      if (lastAsked !== question) moveToEnd(question, view);
      const part = view.get(slug)?.shelved.part;
      return part !== undefined && isValid(part, now) ? part : undefined;
    },
    keep(question, slug, shelved, touches) {
      if (isTouchedSince([slug], touches)) return;
      const view: View<Part> = views.get(question) ?? new Map();
      remove(question, view, slug);
      moveToEnd(question, view);
      view.set(slug, { shelved, bytes: shelved.bytes });
      bytes += shelved.bytes;
      makeRoom();
    },
    grow(question, slug, shelved, more) {
      const entry = views.get(question)?.get(slug);
      if (entry?.shelved !== shelved) return false;
      entry.bytes += more;
      bytes += more;
      makeRoom();
      return true;
    },
    drop(slugs) {
      for (const [question, view] of views) for (const slug of slugs) remove(question, view, slug);
    },
    size: () => ({ parts: [...views.values()].reduce((sum, view) => sum + view.size, 0), bytes }),
  };
}

const isValid = ({ from, to }: Validity, now: Temporal.Instant): boolean =>
  from.epochMilliseconds <= now.epochMilliseconds && now.epochMilliseconds < to.epochMilliseconds;
