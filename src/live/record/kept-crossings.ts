import type { Crossing } from "../../domain/places/crossing.ts";

/** Data about one crossing in memory, with its approximate size in bytes. */
export interface Sized {
  readonly bytes: number;
}

interface Kept<Data> {
  data: Data;
  /** Value of `performance.now()` when the crossing was last asked about. */
  askedAt: number;
  /** Number of touches of the crossing that the data include, or {@link INCOMPLETE}. */
  touches: number;
}

/** Number of touches of a crossing whose first load is not complete. Such data must not be used. */
const INCOMPLETE = -1;

/** Crossings in the memory of a process. */
export interface KeptCrossings<Data> {
  /**
   * Returns the current data of a crossing, or null if there is no room for them. While the process is stale, returns
   * the data in memory, because a load would fail or take long.
   */
  get(crossing: Crossing): Promise<Data | null>;
  /** Returns the data of a crossing if they are in memory and current. */
  current(slug: string): Data | undefined;
  /** Loads crossings one after another, for later questions. */
  loadLater(crossings: readonly Crossing[]): void;
  /** Notes that reports about these crossings may have been recorded. */
  touch(slugs: readonly string[]): void;
  /** Returns true if the data of a crossing in memory are older than its last touch. */
  isBehind(slug: string): boolean;
  /** Returns the crossings for which that is true. */
  behind(): string[];
  size(): { crossings: number; bytes: number };
  /** Ends the loads of `loadLater`. */
  stop(): Promise<void>;
}

/** Limits of the memory. */
export interface KeepLimits {
  mostBytes: number;
  /** Returns true while the database is unavailable. */
  isStale(): boolean;
  /** Time without a question after which a crossing may be removed to make room for others. Default: a minute. */
  idleMs?: number;
}

/**
 * Keeps the data of the crossings that are asked about, up to `mostBytes`. If there is no room, a crossing that nobody
 * has asked about for `idleMs` is removed. `load` creates the data of a crossing, or brings them up to date, in steps.
 * After each step, it yields the data loaded so far.
 */
export function keepCrossings<Data extends Sized>(
  load: (crossing: Crossing, before: Data | undefined) => AsyncIterable<Data>,
  { mostBytes, isStale, idleMs = 60_000 }: KeepLimits,
): KeptCrossings<Data> {
  /** The crossings that were asked about last are at the end. */
  const kept = new Map<string, Kept<Data>>();
  const touches = new Map<string, number>();
  const loads = new Map<string, Promise<Data | null>>();
  /**
   * Crossings for which there was no room. `at` is when (by `performance.now()`), and `bytes` is how much had been
   * loaded by then.
   */
  const refused = new Map<string, { at: number; bytes: number }>();
  const waiting = new Map<string, Crossing>();
  let loadingLater: Promise<void> | undefined;
  let stopped = false;

  const touchesOf = (slug: string): number => touches.get(slug) ?? 0;
  const isBehind = (slug: string): boolean => (kept.get(slug)?.touches ?? touchesOf(slug)) !== touchesOf(slug);
  const bytes = (): number => [...kept.values()].reduce((sum, { data }) => sum + data.bytes, 0);

  function keep(slug: string, data: Data, included: number): void {
    kept.delete(slug);
    kept.set(slug, { data, touches: included, askedAt: performance.now() });
  }

  function current(slug: string): Data | undefined {
    const known = kept.get(slug);
    if (known === undefined || known.touches !== touchesOf(slug)) return undefined;
    keep(slug, known.data, known.touches);
    return known.data;
  }

  async function loadNow(crossing: Crossing): Promise<Data | null> {
    const { slug } = crossing;
    const before = touchesOf(slug);
    for await (const data of load(crossing, kept.get(slug)?.data)) {
      const known = kept.get(slug);
      keep(slug, data, known?.data === data ? known.touches : INCOMPLETE);
      if (makeRoom(slug)) continue;
      kept.delete(slug);
      refused.set(slug, { at: performance.now(), bytes: data.bytes });
      return null;
    }
    const known = kept.get(slug);
    if (known === undefined) return null;
    known.touches = before;
    return known.data;
  }

  /**
   * Removes crossings that nobody has asked about lately, until the rest fits. Returns false if there is no room for
   * `slug`. Recently used crossings stay. Otherwise, questions about many crossings in turn would load a crossing for
   * each question.
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

  /** Returns true if a crossing had no room lately, or can never have. */
  function isRefused(slug: string): boolean {
    const last = refused.get(slug);
    return last !== undefined && (last.bytes > mostBytes || performance.now() - last.at < idleMs);
  }

  /**
   * Loads a crossing. A load that began before the last touch may miss the report behind that touch, so another load
   * follows.
   */
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

  async function get(crossing: Crossing): Promise<Data | null> {
    const { slug } = crossing;
    if (isRefused(slug)) return null;
    const known = kept.get(slug);
    if (known !== undefined && known.touches !== INCOMPLETE && isStale()) return known.data;
    return current(slug) ?? loadShared(crossing);
  }

  async function loadWaiting(): Promise<void> {
    for (const [slug, crossing] of waiting) {
      waiting.delete(slug);
      // A later question about the crossing reports the error, if it persists.
      if (!stopped) await get(crossing).catch(() => undefined);
    }
  }

  return {
    get,
    current,
    loadLater(crossings) {
      for (const crossing of crossings) if (current(crossing.slug) === undefined) waiting.set(crossing.slug, crossing);
      loadingLater ??= loadWaiting().finally(() => {
        loadingLater = undefined;
      });
    },
    touch(slugs) {
      for (const slug of slugs) touches.set(slug, touchesOf(slug) + 1);
    },
    isBehind,
    behind: () => [...kept.keys()].filter(isBehind),
    size: () => ({ crossings: kept.size, bytes: bytes() }),
    async stop() {
      stopped = true;
      await loadingLater;
    },
  };
}
