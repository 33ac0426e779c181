import { setTimeout as sleep } from "node:timers/promises";
import type { Runtime } from "../context.ts";
import { crossingsOf, type Report } from "../domain/record/report.ts";
import { addMissingHashes } from "../store/chain/hash-whole-log.ts";
import { loadReadingVersions, READING_CHANNEL } from "../store/feed/observations.ts";
import { listen } from "../store/notices.ts";
import { loadAffected, REPORT_CHANNEL } from "../store/record/affected.ts";
import { loadPlacesVersion, PLACE_CHANNEL } from "../store/record/crossings.ts";
import { coalesced } from "./coalesced.ts";
import { makeKnownLog } from "./known-log.ts";
import { makeQuietLoads } from "./quiet-loads.ts";
import type { LiveSnapshot } from "./snapshot.ts";
import { watchStandby } from "./standby-watch.ts";

/** Keeps a process up to date with the record. */
export interface Follower {
  /** Loads the current state, then follows the log. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Takes a new report of this process, so that the log need not be read for it. */
  record(report: Report): void;
  /** Returns the `seq` that this process has reached. */
  seq(): number;
  /**
   * Returns the seconds since the snapshot was last known to have everything on record. Returns null while it is current,
   * or while the standby is behind its primary by no more than the interval of the polls. An answer that had to be made
   * without a change counts as well.
   */
  stale(): number | null;
  /** Returns true while the database is unavailable. */
  isAway(): boolean;
  /** Looks for news now. Afterwards, `isAway` is up to date. */
  look(): Promise<void>;
  /** Registers a callback that receives the crossings with new reports. Returns a function that removes it. */
  onAdvance(advanced: (slugs: readonly string[]) => void): () => void;
  /** Registers a callback that receives the crossings with new readings. Returns a function that removes it. */
  onReading(read: (slugs: readonly string[]) => void): () => void;
}

/**
 * Delay before the log is read after a notice, if this process has recorded a report lately. The notice may be about
 * such a report, and arrive just before the append returns. Then the log need not be read.
 */
const OWN_MS = 5;
/** Time for which a report of this process counts as recorded lately. */
const LATELY_MS = 1_000;
/** Number of reports of this process after which the log is read. Reading it checks that it still has them. */
const MOST_UNCHECKED = 200;

/** Delay before a standby that is behind is asked again. */
const RECHECK_MS = 500;

/** Notification channels, one per kind of news. */
const NEWS = [REPORT_CHANNEL, READING_CHANNEL, PLACE_CHANNEL] as const;
type News = (typeof NEWS)[number];

/** How a process follows the log. */
export interface FollowSettings {
  pollSeconds: number;
  /** True on a standby, which sends no notices and may be behind its primary. */
  isReader: boolean;
}

/**
 * Follows the log, the feed's readings and the list of crossings. A notice only triggers a query for the changes. The
 * same query runs every `pollSeconds`, in case a notice was lost.
 */
export function followRecord(
  runtime: Runtime,
  board: LiveSnapshot,
  { pollSeconds, isReader }: FollowSettings,
): Follower {
  const known = makeKnownLog();
  const loads = makeQuietLoads(board);
  let readings = new Map<string, string>();
  let places = "";
  /** Value of `performance.now()` up to which everything on record is known to be in memory. */
  let inStepAt = performance.now();
  let away = false;
  const standby = isReader ? watchStandby(runtime, pollSeconds) : undefined;
  let stopped = false;
  let hashesFail = false;
  const advanced = makeTelling();
  const read = makeTelling();

  /** Adds missing hashes. Warns once if that fails, until it succeeds again. */
  const addHashes = async () => {
    const failure = await addMissingHashes(runtime.db).then(
      () => undefined,
      (error: unknown) => ({ err: error }),
    );
    if (failure !== undefined && !hashesFail)
      runtime.log.warn(failure, "the hashes of an earlier version's reports cannot be added");
    hashesFail = failure !== undefined;
  };

  const lookFor: Record<News, () => Promise<void>> = {
    async [REPORT_CHANNEL]() {
      const found = await loadAffected(runtime.db, known.unchecked(), known.seq());
      // A process may move to a standby that does not have its newest reports yet.
      if (!found.isContinued && standby?.isBehind()) return;
      if (found.lacksHashes && !isReader) await addHashes();
      const isNews = found.head.seq > known.seq();
      if (found.isContinued) known.advance(found.head);
      if (found.isContinued && !isNews) return;
      if (!found.isContinued) {
        known.restart(found.head);
        runtime.log.warn("the log has lost its last reports; everything is loaded again");
        board.record([...board.crossings().keys()]);
        await board.load();
      }
      board.record(found.slugs);
      advanced.tell(found.slugs);
    },
    async [READING_CHANNEL]() {
      const found = await loadReadingVersions(runtime.db);
      const all = new Set([...readings.keys(), ...found.keys()]);
      const moved = [...all].filter((slug) => readings.get(slug) !== found.get(slug));
      readings = found;
      if (moved.length === 0) return;
      board.touch(moved);
      read.tell(moved);
    },
    async [PLACE_CHANNEL]() {
      const found = await loadPlacesVersion(runtime.db);
      if (found === places) return;
      await board.load();
      places = found;
    },
  };

  const wanted = new Set<News>();
  const look = coalesced(async () => {
    const news = [...wanted];
    wanted.clear();
    try {
      const complete = standby === undefined ? performance.now() : await standby.look();
      await Promise.all(news.map((each) => lookFor[each]()));
      inStepAt = complete;
      away = false;
      loads.note();
      // A standby that is current most of the time may have been behind only at the moment of the query.
      if (standby?.isBehind() && !stopped) rechecking ??= setTimeout(recheck, RECHECK_MS);
    } catch (error) {
      if (!away) runtime.log.warn({ err: error }, "the log cannot be followed; answers come from memory");
      away = true;
      for (const each of news) wanted.add(each);
    }
  });
  const want = async (news: readonly News[]): Promise<void> => {
    for (const each of news) wanted.add(each);
    if (!stopped) await look();
  };

  let rechecking: NodeJS.Timeout | undefined;
  const recheck = (): void => {
    rechecking = undefined;
    void want(NEWS);
  };

  let recordedAt = Number.NEGATIVE_INFINITY;
  let newest = 0;
  let waiting: NodeJS.Timeout | undefined;
  /** Takes a notice about reports up to `seq`, or Infinity if it names none. Reads the log unless they are known. */
  function takeNotice(seq: number): void {
    newest = Math.max(newest, seq);
    if (performance.now() - recordedAt >= LATELY_MS) readNewest();
    else waiting ??= setTimeout(readNewest, OWN_MS);
  }
  function readNewest(): void {
    clearTimeout(waiting);
    waiting = undefined;
    // While the log cannot be followed, only reading it shows whether it can be followed again.
    if (newest > known.seq() || away) void want([REPORT_CHANNEL]);
    newest = 0;
  }

  let polling: NodeJS.Timeout | undefined;
  let stopListening: (() => Promise<void>) | undefined;
  return {
    async start() {
      if (standby !== undefined) {
        // Only a second look shows whether the standby is catching up.
        await standby.look();
        await sleep(RECHECK_MS);
        inStepAt = await standby.look();
      }
      // The list of crossings comes last, because loading it loads everything about the crossings.
      for (const each of NEWS) await lookFor[each]();
      loads.note();
      polling = setInterval(() => void want(NEWS), pollSeconds * 1000);
      if (isReader) return;
      stopListening = listen(runtime.db, NEWS, {
        heard: (channel, payload) => {
          if (channel === REPORT_CHANNEL) takeNotice(Number(payload) || Infinity);
          else void want(NEWS.filter((each) => each === channel));
        },
        connected: () => void want(NEWS),
        lost: (error) => {
          runtime.log.warn({ err: error }, "not listening for notices; reconnecting");
          void want(NEWS);
        },
      });
    },
    async stop() {
      stopped = true;
      clearInterval(polling);
      loads.stop();
      clearTimeout(waiting);
      clearTimeout(rechecking);
      await stopListening?.();
      await look.idle();
    },
    record(report) {
      const slugs = crossingsOf(report);
      const isNext = known.add(report);
      recordedAt = performance.now();
      board.record(slugs);
      advanced.tell(slugs);
      loads.note();
      if (!isNext || known.added() === MOST_UNCHECKED) void want([REPORT_CHANNEL]);
    },
    seq: known.seq,
    stale() {
      const lacksSince = board.lacksSince();
      if (!away && lacksSince === null && !standby?.isBehind()) return null;
      const seconds = Math.floor((performance.now() - Math.min(inStepAt, lacksSince ?? inStepAt)) / 1000);
      return away || lacksSince !== null || seconds > pollSeconds ? seconds : null;
    },
    isAway: () => away,
    look: () => want(NEWS),
    onAdvance: advanced.listen,
    onReading: read.listen,
  };
}

type Listener = (slugs: readonly string[]) => void;

function makeTelling() {
  const listeners = new Set<Listener>();
  return {
    tell(slugs: readonly string[]) {
      for (const listener of listeners) listener(slugs);
    },
    listen(listener: Listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
