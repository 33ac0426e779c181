import { setFlagsFromString } from "node:v8";
import type { Runtime } from "../context.ts";
import type { CoreSettings } from "../core-settings.ts";
import { type AnswerCache, makeAnswerCache } from "./cache/answer-cache.ts";
import { FEED_TOPIC, watchFeed } from "./feed-watch.ts";
import { followRecord } from "./follow-log.ts";
import { makeRecordMemory, type RecordMemory } from "./record/record-memory.ts";
import { makeSnapshot } from "./snapshot.ts";
import { type EventWriters, makeStream, type Stream } from "./stream/stream.ts";

/** Current state in the memory of a process, kept up to date with the record. */
export interface Live {
  /** Runtime with the snapshot. Actions use it for questions about the present. */
  runtime: Runtime;
  answers: AnswerCache;
  record: Pick<RecordMemory, "size">;
  stream: Stream;
  /** Returns the seconds by which answers may be out of date, or null while they are current. */
  stale(): number | null;
  /** Registers a callback for new reports from any process. */
  onAdvance(advanced: () => void): void;
  /** Stops following the record. Before calling this, stop the stream and answer the remaining requests. */
  stop(): Promise<void>;
}

/**
 * Limits of the cache. All crossings in two languages and three formats make 350 answers, and filters many more. The
 * availability of all crossings over years takes megabytes, but few clients ask for it.
 */
const MOST = { answers: 5_000, bytes: 64 * 1024 * 1024 };

/**
 * Number of crossings above which the heap is collected when it has grown by half. Otherwise, V8 lets it grow to four
 * times what is in use, which is a gigabyte with 5,000 crossings. Collecting more often costs a tenth of the speed.
 */
const MANY_CROSSINGS = 1_000;

/** Loads the current state and starts to follow the record. */
export async function startLive(plain: Runtime, config: CoreSettings, write: EventWriters): Promise<Live> {
  const board = makeSnapshot(plain, {
    onTouch: (of) => answers.drop(of),
    onRecord: (slugs) => memory.touch(slugs),
    onReading: () => memory.touchTraffic(),
  });
  const mostBytes = config.MEMORY_RECORD_MB * 1024 * 1024;
  const memory = makeRecordMemory(
    {
      db: plain.db,
      crossingOf: (slug) => board.crossings().get(slug),
      isStale: () => follower.isAway(),
      look: () => follower.look(),
    },
    mostBytes,
  );
  const { NOTICE_POLL_SECONDS: pollSeconds, FEED_SILENT_READY_MINUTES: silentMinutes } = config;
  const isReader = config.GARITA_MODE === "read";
  const feed = watchFeed(plain, { pollSeconds, silentMinutes }, () => board.stamp([FEED_TOPIC]));
  const runtime: Runtime = { ...plain, ...(mostBytes > 0 ? { record: memory } : {}), snapshot: board, feed };
  const refresh = async () => {
    await board.refresh();
    memory.catchUp();
  };
  const follower = followRecord(runtime, { ...board, refresh }, { pollSeconds, isReader });
  runtime.onRecorded = follower.record;
  const answers = makeAnswerCache(
    {
      now: onceATurn(() => runtime.clock().epochMilliseconds),
      stale: follower.stale,
      touches: board.touches,
      // While the database is unavailable, the memory may answer from a record that lacks a known report.
      isTouchedSince: (of, count) => board.isTouchedSince(of, count) || (follower.isAway() && of.some(memory.isBehind)),
    },
    MOST,
  );
  const stream = makeStream(runtime, follower, write);
  const stop = async (): Promise<void> => {
    await Promise.all([follower.stop(), feed.stop(), memory.stop()]);
  };
  try {
    await follower.start();
    await feed.start();
    if (board.crossings().size > MANY_CROSSINGS) setFlagsFromString("--heap-growing-percent=50");
  } catch (error) {
    // A listening connection would keep the process from exiting.
    await stop();
    throw error;
  }
  return { runtime, answers, stream, record: memory, stale: follower.stale, onAdvance: follower.onAdvance, stop };
}

/**
 * Returns a clock that calls `read` at most once per turn of the event loop. Reading the clock takes a tenth of the
 * time of a cached answer.
 */
function onceATurn(read: () => number): () => number {
  let now: number | undefined;
  const forget = () => {
    now = undefined;
  };
  return () => {
    if (now === undefined) {
      now = read();
      setImmediate(forget);
    }
    return now;
  };
}
