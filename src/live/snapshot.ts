import type { Temporal } from "temporal-polyfill";
import { loadKnownCrossings } from "../actions/crossings/load-known-crossings.ts";
import type { Runtime } from "../context.ts";
import type { Crossing } from "../domain/places/crossing.ts";
import type { KnownCrossing, Snapshot } from "../domain/status/snapshot.ts";
import { compareInstants } from "../domain/time/moment.ts";
import { isAway } from "../store/away.ts";
import { loadCrossings } from "../store/record/crossings.ts";

/**
 * Dependency of answers that contain reports on any crossing, such as the list of reports. A dependency is the slug of
 * a crossing or a topic like this one. The slash keeps topics apart from slugs.
 */
export const LOG_TOPIC = "/log";
/** Dependency of answers that use only the list of crossings, and no reports about them. */
export const PLACES_TOPIC = "/places";

/** A snapshot with the methods that keep it up to date. */
export interface LiveSnapshot extends Snapshot {
  /** Reloads the list of crossings and everything about them. */
  load(): Promise<void>;
  /** Loads all invalidated crossings. Afterwards the snapshot can answer without the database. */
  refresh(): Promise<void>;
  /** Returns true if an invalidated crossing is not loaded yet. */
  isBehind(): boolean;
  /**
   * Invalidates the answers that depend on any of the given crossings or topics, without marking crossings for a
   * reload.
   */
  stamp(of: readonly string[]): void;
  /** Returns the number of invalidations so far. A later call shows whether there were more. */
  touches(): number;
  /**
   * Returns true if any of the crossings or topics was invalidated since `touches()` returned `touches`, or still has
   * to be reloaded. In that case an answer computed from the snapshot may be out of date.
   */
  isTouchedSince(of: readonly string[], touches: number): boolean;
}

/** Data of one crossing, enough to answer about every instant from `from` onward. */
interface Held extends KnownCrossing {
  from: Temporal.Instant;
  /** Number of the load that produced the data. Loads are numbered as they begin. */
  load: number;
}

/**
 * The data of a load also covers this much time before it, because requests and job runs that began earlier may still
 * use the data.
 */
const UNDER_WAY = { minutes: 1 };

/**
 * Creates the snapshot of one process: the lines and observations from which answers about the present are computed. An
 * invalidated crossing is reloaded when next requested, so a client that records a report finds it in the next answer.
 * Each invalidation calls `onTouch` at once.
 */
export function makeSnapshot({ db, clock }: Runtime, onTouch: (of: readonly string[]) => void): LiveSnapshot {
  let places: ReadonlyMap<string, Crossing> = new Map();
  const held = new Map<string, Held>();
  /** Number of the last invalidation of each crossing and topic. */
  const touchedAt = new Map<string, number>();
  /** Crossings that have not been reloaded since their last invalidation. */
  const dirty = new Set<string>();
  /** Loads in progress by crossing, each with the number of the last invalidation before it began. */
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
    for (const known of await loadKnownCrossings({ db }, crossings, { view: {}, at: from, onward: true }, true)) {
      const { slug } = known.crossing;
      // A slow load may end after a newer one, and must not replace the newer data.
      if ((held.get(slug)?.load ?? 0) > load) continue;
      held.set(slug, { ...known, from, load });
      if (lastTouch(slug) === after.get(slug)) dirty.delete(slug);
    }
  }

  /** Loads crossings, once for all callers that request them at the same time. */
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

  const touch = (slugs: readonly string[]): void => {
    for (const slug of slugs) dirty.add(slug);
    stamp(slugs);
  };
  const stamp = (of: readonly string[]): void => {
    touches++;
    for (const each of of) touchedAt.set(each, touches);
    onTouch(of);
  };

  return {
    crossings: () => places,
    async known(slugs, now) {
      // After the clock is set back, a request may be about an instant before `from`.
      const late = slugs.filter((slug) => {
        const known = held.get(slug);
        return dirty.has(slug) || known === undefined || compareInstants(now, known.from) < 0;
      });
      if (late.length > 0)
        await bring(late, now).catch((error) => {
          if (!isAway(error) || late.some((slug) => !held.has(slug))) throw error;
        });
      return slugs.flatMap((slug) => held.get(slug) ?? []);
    },
    touch,
    stamp,
    record(slugs) {
      touch(slugs);
      stamp([LOG_TOPIC]);
    },
    async load() {
      places = await loadCrossings(db);
      touch([...places.keys()]);
      stamp([PLACES_TOPIC]);
      await bring([...places.keys()], clock());
    },
    refresh: () => bring([...dirty], clock()),
    isBehind: () => dirty.size > 0,
    touches: () => touches,
    isTouchedSince: (of, count) => of.some((each) => dirty.has(each) || lastTouch(each) > count),
  };
}
