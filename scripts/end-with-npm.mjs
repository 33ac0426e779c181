/** How often this process looks whether it still has its parent. */
const LOOK_MS = 500;

/**
 * Ends this process as by SIGTERM once the shell that npm started it in has ended. npm passes SIGTERM to that shell, and
 * the shell ends without passing it on: a process manager that ends `npm start` would leave the service running.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event !== "start") return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, "SIGTERM");
  }, LOOK_MS);
  look.unref();
}
