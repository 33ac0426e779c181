import type { Runtime } from "../context.ts";
import type { CoreSettings } from "../core-settings.ts";
import { type Answers, makeAnswers } from "./cache/answers.ts";
import { FEED, watchFeed } from "./feed-watch.ts";
import { followRecord } from "./follow-log.ts";
import { makeBoard } from "./snapshot.ts";
import { type EventWriters, makeStream, type Stream } from "./stream/stream.ts";

/** What a process holds of now, kept up with the record. */
export interface Live {
  /** The parts of the process, with what it holds: actions answer about now from it. */
  runtime: Runtime;
  answers: Answers;
  stream: Stream;
  /** Tells whenever something was recorded, here or elsewhere. */
  onAdvance(advanced: () => void): void;
  /** Follows the record no more. The stream is stopped before, while requests are still answered. */
  stop(): Promise<void>;
}

/**
 * What is kept: all crossings in both languages and three forms are 350 answers, and filters many more; but years of
 * hours of all crossings are megabytes each, and few ask for them.
 */
const MOST = { answers: 5_000, bytes: 64 * 1024 * 1024 };

/** Loads what is known of now, and follows the record from there. */
export async function startLive(plain: Runtime, config: CoreSettings, write: EventWriters): Promise<Live> {
  const board = makeBoard(plain, (of) => answers.drop(of));
  const { NOTICE_POLL_SECONDS: pollSeconds, FEED_SILENT_READY_MINUTES: silentMinutes } = config;
  const feed = watchFeed(plain, { pollSeconds, silentMinutes }, () => board.stamp([FEED]));
  const runtime: Runtime = { ...plain, board, feed };
  const follower = followRecord(runtime, board, pollSeconds);
  const answers = makeAnswers(
    {
      now: onceATurn(() => runtime.clock().epochMilliseconds),
      stale: follower.stale,
      touches: board.touches,
      isTouchedSince: board.isTouchedSince,
    },
    MOST,
  );
  const stream = makeStream(runtime, follower, write);
  const stop = async (): Promise<void> => {
    await Promise.all([follower.stop(), feed.stop()]);
  };
  try {
    await follower.start();
    await feed.start();
  } catch (error) {
    // A connection that listens would keep the process from ending.
    await stop();
    throw error;
  }
  return { runtime, answers, stream, onAdvance: follower.onAdvance, stop };
}

/** The clock, read once a turn of the event loop for all that is served in it: to read it takes as long as a tenth of an answer. */
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
