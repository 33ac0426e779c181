/**
 * Preloaded into a process under measurement. Reports the resource use of that process on request, and ends the process
 * when its parent ends.
 */

import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

/**
 * Measurements: the CPU time of all threads in microseconds, the memory after garbage collection in bytes, and, since
 * the last such request, the longest CPU time of a turn of the event loop and the 99.9th percentile of the delay of its
 * timers (both in milliseconds).
 */
export type Probed = "cpu" | "memory" | "turn" | "delay";

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
  } else if (asked === "delay") {
    process.send?.({ probed: delays.percentile(99.9) / 1e6 });
    delays.enable();
    delays.reset();
  }
});
const delays = monitorEventLoopDelay({ resolution: 1 });
let longest: number | undefined;

/** Notes the CPU time of a turn that began when the main thread had used `began` milliseconds. */
function watchTurn(began: number): void {
  const now = mainThreadTime();
  longest = Math.max(longest ?? 0, now - began);
  setTimeout(watchTurn, 0, now);
}

/** Returns the CPU time of the main thread in milliseconds. Waiting on a busy machine is not included. Linux only. */
const mainThreadTime = (): number =>
  Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;

process.on("disconnect", () => process.exit(0));
