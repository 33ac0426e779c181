/** The process event emitted when the parent ends. `src/main.ts` listens for it. */
const ORPHANED = "garita:orphaned";

/** The interval at which this process checks for its parent, in milliseconds. */
const LOOK_MS = 500;

/**
 * Stops this process when the shell in which npm started it has ended. npm sends SIGTERM to that shell, and the shell
 * ends without forwarding it. Without this check, a process manager that stops `npm start` would leave the service
 * running.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event !== "start") return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    // This event is not a signal: if the whole process group was stopped, a second signal would abort the graceful
    // shutdown.
    process.emit(ORPHANED);
  }, LOOK_MS);
  look.unref();
}
