/** Emitted when the parent has ended. `src/main.ts` listens for it. */
const ORPHANED = "garita:orphaned";

/** Interval between checks for the parent, in milliseconds. */
const LOOK_MS = 500;

/**
 * Stops this process when the shell in which npm started it has ended. npm sends SIGTERM to that shell, which does not
 * forward it, so the service would keep running after a process manager stopped `npm start`.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event !== "start") return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    // This is an event, not a signal: if the whole process group was stopped, a second signal would abort the shutdown.
    process.emit(ORPHANED);
  }, LOOK_MS);
  look.unref();
}
