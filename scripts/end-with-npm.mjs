/** The event of a process whose parent has ended; `src/main.ts` listens for it. */
const ORPHANED = "garita:orphaned";

/** How often this process looks whether it still has its parent. */
const LOOK_MS = 500;

/**
 * Tells this process to end once the shell that npm started it in has ended. npm passes SIGTERM to that shell, and
 * the shell ends without passing it on: a process manager that ends `npm start` would leave the service running.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event !== "start") return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    // Not a signal: where the whole group was told to end, a second one would cut the end short.
    process.emit(ORPHANED);
  }, LOOK_MS);
  look.unref();
}
