/** Preloaded into a process that is measured: tells what it takes when asked, and ends it with the one that asks. */

import { readFileSync } from "node:fs";

/**
 * What can be asked: processor time of all threads so far in microseconds; bytes of memory after a full collection; and
 * the most milliseconds of processor time that one turn of the event loop took since that was last asked.
 */
export type Probed = "cpu" | "memory" | "turn";

process.on("message", (asked: Probed) => {
  if (asked === "cpu") {
    const { user, system } = process.cpuUsage();
    process.send?.({ probed: user + system });
  } else if (asked === "memory") {
    globalThis.gc?.();
    process.send?.({ probed: process.memoryUsage.rss() });
  } else if (asked === "turn") {
    if (longest === undefined) setTimeout(watchTurn, 0, mainThreadTime());
    process.send?.({ probed: longest ?? 0 });
    longest = 0;
  }
});
let longest: number | undefined;

/** Notes what the turn took that began when the main thread had taken `began`. */
function watchTurn(began: number): void {
  const now = mainThreadTime();
  longest = Math.max(longest ?? 0, now - began);
  setTimeout(watchTurn, 0, now);
}

/** Milliseconds of processor time: a machine with other work lets a thread wait, and that is not counted. Linux only. */
const mainThreadTime = (): number =>
  Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;

process.on("disconnect", () => process.exit(0));
