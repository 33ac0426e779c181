import type { Temporal } from "temporal-polyfill";
import { loadKnown } from "../actions/crossings/load-known.ts";
import type { Runtime } from "../context.ts";
import type { Crossing } from "../domain/places/crossing.ts";
import type { Board, KnownCrossing } from "../domain/status/snapshot.ts";
import { compareInstants } from "../domain/time/moment.ts";
import { isAway } from "../store/away.ts";
import { loadCrossings } from "../store/record/crossings.ts";

/** What answers about the order of all reports tell of; no crossing has such a slug. */
export const LOG = "/log";
/** What answers about the list of crossings, and nothing on record about them, tell of. */
export const PLACES = "/places";

/** The board with what keeps it up. */
export interface LiveBoard extends Board {
  /** Loads the crossings anew, and all that is known of them. */
  load(): Promise<void>;
  /** Loads what was touched since it was loaded; afterwards it answers with the database away. */
  refresh(): Promise<void>;
  /** Whether something was touched that is not loaded yet. */
  isBehind(): boolean;
  /** Tells that something else is known of these, of which nothing is held here. */
  stamp(of: readonly string[]): void;
  /** How often anything was touched so far: the order of touches. */
  touches(): number;
  /**
   * Whether any of some crossings, or {@link LOG}, was touched after so many touches, or before and is not loaded yet: what is
   * answered from what is held tells of neither.
   */
  isTouchedSince(of: readonly string[], touches: number): boolean;
}

/** What is held of a crossing: it answers for every instant from `from` on. */
interface Held extends KnownCrossing {
  from: Temporal.Instant;
  /** The number of the load that brought it, in the order in which loads began. */
  load: number;
}

/** How far back of its instant a load answers: requests and runs under way began before it. */
const UNDER_WAY = { minutes: 1 };

/**
 * What one process holds of now: the lines and observations that every answer about now follows from. A crossing that is
 * touched is loaded anew when it is next asked for, so that whoever records reads what was recorded. `onTouch` is told of each touch at once.
 */
export function makeBoard({ db, clock }: Runtime, onTouch: (of: readonly string[]) => void): LiveBoard {
  let places: ReadonlyMap<string, Crossing> = new Map();
  const held = new Map<string, Held>();
  /** The touch at which each crossing was last touched, and those that were since they were loaded. */
  const touchedAt = new Map<string, number>();
  const dirty = new Set<string>();
  /** Loads under way, by crossing, each with the touch that it follows. */
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
    for (const known of await loadKnown({ db }, crossings, { view: {}, at: from, onward: true }, true)) {
      const { slug } = known.crossing;
      // A slow load may end after a later one. It knows less, and must not take the answer back.
      if ((held.get(slug)?.load ?? 0) > load) continue;
      held.set(slug, { ...known, from, load });
      if (lastTouch(slug) === after.get(slug)) dirty.delete(slug);
    }
  }

  /** Loads crossings, once for all who ask at the same time. */
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
      // A clock that was set back asks of a time that what is held does not answer for.
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
      stamp([LOG]);
    },
    async load() {
      places = await loadCrossings(db);
      touch([...places.keys()]);
      stamp([PLACES]);
      await bring([...places.keys()], clock());
    },
    refresh: () => bring([...dirty], clock()),
    isBehind: () => dirty.size > 0,
    touches: () => touches,
    isTouchedSince: (of, count) => of.some((each) => dirty.has(each) || lastTouch(each) > count),
  };
}
