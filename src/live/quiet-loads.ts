import type { LiveSnapshot } from "./snapshot.ts";

/** Loads changed crossings when news has stopped. Meanwhile, requests load what they need. */
export interface QuietLoads {
  /** Notes news about crossings. */
  note(): void;
  stop(): void;
}

/** When to load, in milliseconds. */
export interface LoadTimes {
  /** Time without news before a load, so that crossings are loaded only once after a burst of reports. */
  settleMs: number;
  /**
   * Maximum time for which news postpones a load. During a burst, the crossings change again at once, and a load takes
   * time from those who write.
   */
  latestMs: number;
}

const TIMES: LoadTimes = { settleMs: 20, latestMs: 1_000 };
/** After a load, the next one waits this many times as long as the load took, if news has stopped or goes on. */
const REST = { quiet: 4, burst: 50 };

export function makeQuietLoads(
  board: Pick<LiveSnapshot, "isBehind" | "refresh">,
  { settleMs, latestMs }: LoadTimes = TIMES,
): QuietLoads {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let newsAt = 0;
  let latest = 0;
  let last = { ended: 0, took: 0 };

  function note(): void {
    if (isStopped || !board.isBehind()) return;
    newsAt = performance.now();
    if (timer !== undefined) return;
    latest = newsAt + latestMs;
    timer = setTimeout(load, settleMs);
  }

  async function load(): Promise<void> {
    const began = performance.now();
    const quietAt = Math.max(newsAt + settleMs, last.ended + REST.quiet * last.took);
    const latestAt = Math.max(latest, last.ended + REST.burst * last.took);
    const wait = Math.min(quietAt, latestAt) - began;
    if (wait > 0) {
      timer = setTimeout(load, wait);
      return;
    }
    await board.refresh().catch(() => undefined);
    const ended = performance.now();
    last = { ended, took: ended - began };
    timer = undefined;
    note();
  }

  return {
    note,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
