/** Emitted when the parent process has ended. `src/main.ts` listens for it. */
const ORPHANED = "garita:orphaned";

/** Interval between checks for the parent, in milliseconds. */
const LOOK_MS = 500;

/**
 * Stops this process when the shell in which npm started it has ended. npm sends SIGTERM to that shell, but the shell
 * does not forward the signal. Without this check, the service would keep running after a process manager stopped `npm
 * start`.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event !== "start") return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    // Emit an event instead of sending a signal. If the whole process group has received a signal already, a second one
    // would abort the shutdown.
    process.emit(ORPHANED);
  }, LOOK_MS);
  look.unref();
}
