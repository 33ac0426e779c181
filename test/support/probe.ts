/** Preloaded into a process that is measured: tells what it takes when asked, and ends it with the one that asks. */

/** What can be asked: processor time of all threads so far in microseconds; bytes of memory after a full collection. */
export type Probed = "cpu" | "memory";

process.on("message", (asked: Probed) => {
  if (asked === "cpu") {
    const { user, system } = process.cpuUsage();
    process.send?.({ probed: user + system });
  } else if (asked === "memory") {
    globalThis.gc?.();
    process.send?.({ probed: process.memoryUsage.rss() });
  }
});
process.on("disconnect", () => process.exit(0));
