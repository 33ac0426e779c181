import type { Crossing } from "../../domain/places/crossing.ts";
import { isAway } from "../../store/away.ts";

/** Data about one crossing in memory, with its approximate size in bytes. */
export interface Sized {
  readonly bytes: number;
}

interface Kept<Data> {
  data: Data;
  /** Number of touches of the crossing before its last load. */
  touches: number;
}

/** Number of touches of a crossing whose first load is not complete. */
const INCOMPLETE = -1;

/** Crossings in the memory of a process. */
export interface KeptCrossings<Data> {
  /** Returns the current data of a crossing, or null if they are too large for the memory. */
  get(crossing: Crossing): Promise<Data | null>;
  /** Returns the data of a crossing if they are in memory and current. */
  current(slug: string): Data | undefined;
  /** Notes that something about these crossings may have been recorded. */
  touch(slugs: readonly string[]): void;
  size(): { crossings: number; bytes: number };
}

/**
 * Keeps the data of the crossings that were asked about last, up to `mostBytes`. `load` creates the data of a crossing,
 * or brings them up to date, in steps. After each step, it yields the data loaded so far.
 */
export function keepCrossings<Data extends Sized>(
  load: (crossing: Crossing, before: Data | undefined) => AsyncIterable<Data>,
  mostBytes: number,
): KeptCrossings<Data> {
  /** Crossings asked about last are at the end. */
  const kept = new Map<string, Kept<Data>>();
  const touches = new Map<string, number>();
  const loads = new Map<string, Promise<Data | null>>();
  const tooLarge = new Set<string>();

  const touchesOf = (slug: string): number => touches.get(slug) ?? 0;
  const bytes = (): number => [...kept.values()].reduce((sum, { data }) => sum + data.bytes, 0);

  function keep(slug: string, each: Kept<Data>): void {
    kept.delete(slug);
    kept.set(slug, each);
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
      if (data.bytes <= mostBytes) keep(slug, { data, touches: kept.get(slug)?.touches ?? INCOMPLETE });
      else {
        tooLarge.add(slug);
        kept.delete(slug);
        return null;
      }
    }
    const known = kept.get(slug);
    if (known === undefined) return null;
    known.touches = before;
    makeRoom();
    return known.data;
  }

  function makeRoom(): void {
    let sum = bytes();
    for (const [slug, { data }] of kept) {
      if (sum <= mostBytes) return;
      kept.delete(slug);
      sum -= data.bytes;
    }
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
      if (tooLarge.has(slug)) return null;
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
