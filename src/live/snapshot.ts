import type { Temporal } from "temporal-polyfill";
import type { Runtime } from "../context.ts";
import type { Crossing } from "../domain/places/crossing.ts";
import { disputedTimelines, doubtsOfMissingReport } from "../domain/record/timeline.ts";
import type { KnownCrossing, Snapshot } from "../domain/status/snapshot.ts";
import { compareInstants } from "../domain/time/moment.ts";
import { isAway } from "../store/away.ts";
import { loadCrossings } from "../store/record/crossings.ts";
import { type HeldCrossing, loadHeld, unpackHeld } from "./held-crossings.ts";
import { type AnswerShelf, keepAnswers } from "./kept-answers.ts";
import { keepParts } from "./kept-parts.ts";
import { withTimeout } from "./with-timeout.ts";

/**
 * Dependency of answers with reports about any crossing, such as the list of reports. The slash distinguishes topics
 * from slugs of crossings.
 */
export const LOG_TOPIC = "/log";
/** Dependency of answers that use the list of crossings, but no reports about them. */
export const PLACES_TOPIC = "/places";

/** A snapshot that can be kept up to date. */
export interface LiveSnapshot extends Snapshot {
  answers: AnswerShelf;
  /**
   * Reloads the list of crossings, and the data of the first of them. If there are many, `refresh` loads the others, or
   * the first request that needs them.
   */
  load(): Promise<void>;
  /** Reloads all changed crossings, so that answers about them need no database. */
  refresh(): Promise<void>;
  /** Returns true if a changed crossing is not reloaded yet. */
  isBehind(): boolean;
  /**
   * Returns the time of the first change, as a value of `performance.now()`, that answers lack because it could not be
   * loaded in time. Returns null if they lack none.
   */
  lacksSince(): number | null;
  /** Invalidates answers with these dependencies without reloading crossings. */
  stamp(of: readonly string[]): void;
}

interface Held extends HeldCrossing {
  /** Number of the load that brought these data. Loads are numbered as they begin. */
  load: number;
}

/** How long an answer waits for changed crossings, in milliseconds. Then it is made from older data, and is stale. */
export interface LoadWaits {
  /** The first time. An answer about now must come within ten seconds, and a page may also wait for its history. */
  firstMs: number;
  /** While the answers lack the same changes already. */
  againMs: number;
}

const WAITS: LoadWaits = { firstMs: 5_000, againMs: 500 };

/** Functions that the snapshot calls. */
export interface SnapshotHooks {
  /** Called at each invalidation, with the crossings and topics concerned. */
  onTouch(of: readonly string[]): void;
  /** Called when reports about these crossings were recorded, or the list of crossings was loaded again. */
  onRecord(slugs: readonly string[]): void;
  /** Called when the feed was read again. */
  onReading(): void;
}

/**
 * A load also covers this much time before its start, because its data may answer requests and runs that began earlier.
 */
const UNDER_WAY = { minutes: 1 };

/** Number of crossings loaded by one query, which takes a fraction of a second and some megabytes of rows. */
const LOADED_AT_ONCE = 100;

/**
 * Maximum number of crossings whose data stay unpacked, about 100 kB each. Unpacking takes half a millisecond, and
 * answers are kept besides, so few crossings need it twice.
 */
const MOST_UNPACKED = 60;

/**
 * Limit of the kept answers. The answers and texts of 5,000 crossings take 100 MB in one language, those of the seed
 * take 1 MB.
 */
const MOST_ANSWER_BYTES = 192 * 1024 * 1024;

/** Limit of the kept parts of other answers. The calendar of 5,000 crossings takes 30 MB. */
const MOST_PART_BYTES = 64 * 1024 * 1024;

/**
 * Creates the snapshot of one process. A changed crossing is reloaded when next requested, so a client that records a
 * report sees it in the next answer.
 */
export function makeSnapshot(
  { db, clock }: Runtime,
  { onTouch, onRecord, onReading }: SnapshotHooks,
  { firstMs, againMs }: LoadWaits = WAITS,
): LiveSnapshot {
  let places: ReadonlyMap<string, Crossing> = new Map();
  const held = new Map<string, Held>();
  /** Unpacked data. Crossings used last are at the end. */
  const used = new Map<string, { packed: Held; known: KnownCrossing }>();
  /** Number of the last invalidation of each crossing and topic. */
  const touchedAt = new Map<string, number>();
  /** Crossings not reloaded since an invalidation, with the value of `performance.now()` at the first one. */
  const dirty = new Map<string, number>();
  /** Those of them about which an answer was made from older data. */
  const lacking = new Set<string>();
  /** Crossings with a known report that is not loaded yet. */
  const unread = new Set<string>();
  /** Loads in progress by crossing. `after` is the number of the last invalidation before the load began. */
  const loads = new Map<string, { after: number; done: Promise<void> }>();
  let touches = 0;
  let loadsBegun = 0;

  const lastTouch = (slug: string): number => touchedAt.get(slug) ?? 0;

  async function loadNow(
    slugs: readonly string[],
    after: ReadonlyMap<string, number>,
    now: Temporal.Instant,
  ): Promise<void> {
    const load = ++loadsBegun;
    const from = now.subtract(UNDER_WAY);
    const crossings = slugs.flatMap((slug) => places.get(slug) ?? []);
    for (const loaded of await loadHeld(db, crossings, from)) {
      const { slug } = loaded.crossing;
      // A slow load may end after a newer one, whose data it must not replace.
      if ((held.get(slug)?.load ?? 0) > load) continue;
      held.set(slug, { ...loaded, load });
      if (lastTouch(slug) !== after.get(slug)) continue;
      dirty.delete(slug);
      lacking.delete(slug);
      unread.delete(slug);
    }
  }

  /** Loads crossings. Callers that need the same crossing at the same time share one load. */
  async function bring(slugs: readonly string[], now: Temporal.Instant): Promise<void> {
    const joined = slugs.flatMap((slug) => {
      const load = loads.get(slug);
      return load !== undefined && load.after === lastTouch(slug) ? [load.done] : [];
    });
    const mine = slugs.filter((slug) => loads.get(slug)?.after !== lastTouch(slug));
    if (mine.length > 0) {
      const after = new Map(mine.map((slug) => [slug, lastTouch(slug)]));
      const done = loadNow(mine, after, now).finally(() => {
        for (const slug of mine) if (loads.get(slug)?.done === done) loads.delete(slug);
      });
      for (const slug of mine) loads.set(slug, { after: lastTouch(slug), done });
      joined.push(done);
    }
    await Promise.all(joined);
  }

  /** Loads any number of crossings. A request that needs a single one does not wait for all of them. */
  async function bringAll(slugs: readonly string[], now: Temporal.Instant): Promise<void> {
    for (let i = 0; i < slugs.length; i += LOADED_AT_ONCE) await bring(slugs.slice(i, i + LOADED_AT_ONCE), now);
  }

  /** Loads crossings. If that fails or takes too long, answers are made from the older data, if there are any. */
  async function bringInTime(slugs: readonly string[], now: Temporal.Instant): Promise<void> {
    const isComplete = () => slugs.every((slug) => held.has(slug));
    const bringing = bringAll(slugs, now);
    try {
      if (!isComplete()) await bringing;
      else await withTimeout(slugs.every((slug) => lacking.has(slug)) ? againMs : firstMs, bringing);
    } catch (error) {
      if (!isAway(error) || !isComplete()) throw error;
      for (const slug of slugs) if (dirty.has(slug)) lacking.add(slug);
    }
  }

  /** Returns the data of a crossing. Those used last stay unpacked. */
  async function unpacked(packed: Held): Promise<KnownCrossing> {
    const { slug } = packed.crossing;
    const before = used.get(slug);
    const known = before?.packed === packed ? before.known : await unpackHeld(packed);
    used.delete(slug);
    used.set(slug, { packed, known });
    const [oldest] = used.keys();
    if (used.size > MOST_UNPACKED && oldest !== undefined) used.delete(oldest);
    return known;
  }

  /** Returns the data of a crossing, in doubt if they have to be used although they lack a known report. */
  async function knownOf(slug: string, packed: Held): Promise<KnownCrossing> {
    const isLacking = lacking.has(slug) && unread.has(slug);
    const known = await unpacked(packed);
    if (!isLacking) return known;
    return { ...known, timelines: disputedTimelines(known.timelines, doubtsOfMissingReport(known.crossing)) };
  }

  const touch = (slugs: readonly string[]): void => {
    for (const slug of slugs) if (!dirty.has(slug)) dirty.set(slug, performance.now());
    stamp(slugs);
  };
  const stamp = (of: readonly string[]): void => {
    touches++;
    for (const each of of) touchedAt.set(each, touches);
    answers.drop(of);
    parts.drop(of);
    onTouch(of);
  };
  const isTouchedSince = (of: readonly string[], count: number): boolean =>
    of.some((each) => dirty.has(each) || lastTouch(each) > count);
  const answers = keepAnswers(MOST_ANSWER_BYTES, isTouchedSince);
  const parts = keepParts(MOST_PART_BYTES, isTouchedSince);

  return {
    crossings: () => places,
    async known(slugs, now) {
      // If the clock was set back, a request may be for an instant before `from`.
      const late = slugs.filter((slug) => {
        const known = held.get(slug);
        return dirty.has(slug) || known === undefined || compareInstants(now, known.from) < 0;
      });
      if (late.length > 0) await bringInTime(late, now);
      return slugs.flatMap((slug) => {
        const packed = held.get(slug);
        return packed === undefined ? [] : [{ slug, unpack: () => knownOf(slug, packed) }];
      });
    },
    touch(slugs) {
      onReading();
      touch(slugs);
    },
    stamp,
    record(slugs) {
      for (const slug of slugs) unread.add(slug);
      onRecord(slugs);
      touch(slugs);
      stamp([LOG_TOPIC]);
    },
    async load() {
      places = await loadCrossings(db);
      onRecord([...places.keys()]);
      touch([...places.keys()]);
      stamp([PLACES_TOPIC]);
      await bring([...places.keys()].slice(0, LOADED_AT_ONCE), clock());
    },
    refresh: () => bringAll([...dirty.keys()], clock()),
    isBehind: () => dirty.size > 0,
    lacksSince() {
      if (lacking.size === 0) return null;
      return [...lacking].reduce((first, slug) => Math.min(first, dirty.get(slug) ?? first), Infinity);
    },
    touches: () => touches,
    isTouchedSince,
    answers,
    parts,
  };
}
