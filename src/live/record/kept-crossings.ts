import type { Crossing } from "../../domain/places/crossing.ts";
import { isAway } from "../../store/away.ts";

/** Data about one crossing in memory, with its approximate size in bytes. */
export interface Sized {
  readonly bytes: number;
}

interface Kept<Data> {
  data: Data;
  /** Value of `performance.now()` when the crossing was last asked about. */
  askedAt: number;
  /** Number of touches of the crossing before its last load. */
  touches: number;
}

/** Number of touches of a crossing whose first load is not complete. */
const INCOMPLETE = -1;

/** Crossings in the memory of a process. */
export interface KeptCrossings<Data> {
  /** Returns the current data of a crossing, or null if there is no room for them. */
  get(crossing: Crossing): Promise<Data | null>;
  /** Returns the data of a crossing if they are in memory and current. */
  current(slug: string): Data | undefined;
  /** Notes that something about these crossings may have been recorded. */
  touch(slugs: readonly string[]): void;
  size(): { crossings: number; bytes: number };
}

/** Time without a question after which a crossing makes room for others. */
const IDLE_MS = 60_000;

/**
 * Keeps the data of the crossings that are asked about, up to `mostBytes`. If there is no room, a crossing that nobody
 * has asked about for `idleMs` is removed. `load` creates the data of a crossing, or brings them up to date, in steps.
 * After each step, it yields the data loaded so far.
 */
export function keepCrossings<Data extends Sized>(
  load: (crossing: Crossing, before: Data | undefined) => AsyncIterable<Data>,
  mostBytes: number,
  idleMs = IDLE_MS,
): KeptCrossings<Data> {
  /** Crossings asked about last are at the end. */
  const kept = new Map<string, Kept<Data>>();
  const touches = new Map<string, number>();
  const loads = new Map<string, Promise<Data | null>>();
  /** Crossings for which there was no room, and the value of `performance.now()` at that time. */
  const refused = new Map<string, number>();

  const touchesOf = (slug: string): number => touches.get(slug) ?? 0;
  const bytes = (): number => [...kept.values()].reduce((sum, { data }) => sum + data.bytes, 0);

  function keep(slug: string, each: Omit<Kept<Data>, "askedAt">): void {
    kept.delete(slug);
    kept.set(slug, { ...each, askedAt: performance.now() });
  }

  function current(slug: string): Data | undefined {
    const known = kept.get(slug);
    if (known === undefined || known.touches !== touchesOf(slug)) return undefined;
    keep(slug, known);
    return known.data;
  }

  async function loadNow(crossing: Crossing): Promise<Data | null> {
    const { slug } = crossing;
    const before = touchesOf(slug);
    for await (const data of load(crossing, kept.get(slug)?.data)) {
      // Until the first load is complete, the data must not be used.
      keep(slug, { data, touches: kept.get(slug)?.touches ?? INCOMPLETE });
      if (makeRoom(slug)) continue;
      kept.delete(slug);
      refused.set(slug, performance.now());
      return null;
    }
    const known = kept.get(slug);
    if (known === undefined) return null;
    known.touches = before;
    return known.data;
  }

  /**
   * Removes crossings that nobody has asked about lately, until the rest fits. Returns false if there is no room for
   * `slug`. If recently used crossings were removed, each of many in turn would be loaded for a single question.
   */
  function makeRoom(slug: string): boolean {
    let sum = bytes();
    const idleSince = performance.now() - idleMs;
    for (const [other, { data, askedAt }] of kept) {
      if (sum <= mostBytes || other === slug || askedAt > idleSince) break;
      kept.delete(other);
      sum -= data.bytes;
    }
    return sum <= mostBytes;
  }

  function isRefused(slug: string): boolean {
    const at = refused.get(slug);
    return at !== undefined && performance.now() - at < idleMs;
  }

  /** Loads a crossing. A load that began before the last touch may miss its report, so another follows it. */
  async function loadShared(crossing: Crossing): Promise<Data | null> {
    const { slug } = crossing;
    const wanted = touchesOf(slug);
    for (;;) {
      const running = loads.get(slug);
      if (running === undefined) break;
      const data = await running;
      if (data === null || (kept.get(slug)?.touches ?? INCOMPLETE) >= wanted) return data;
    }
    const loading = loadNow(crossing).finally(() => loads.delete(slug));
    loads.set(slug, loading);
    return loading;
  }

  return {
    async get(crossing) {
      const { slug } = crossing;
      if (isRefused(slug)) return null;
      const known = current(slug);
      if (known !== undefined) return known;
      const before = kept.get(slug);
      try {
        return await loadShared(crossing);
      } catch (error) {
        // While the database is unavailable, the data in memory are the best there are.
        if (before === undefined || before.touches === INCOMPLETE || !isAway(error)) throw error;
        return before.data;
      }
    },
    current,
    touch(slugs) {
      for (const slug of slugs) touches.set(slug, touchesOf(slug) + 1);
    },
    size: () => ({ crossings: kept.size, bytes: bytes() }),
  };
}
