import { readSettings, setUp } from "./setup.mjs";

/** How often this process looks whether it still has its parent. */
const LOOK_MS = 500;

await setUp();
readSettings();
process.setSourceMapsEnabled(true);
// npm passes SIGTERM to its shell, and the shell ends without passing it on: a process manager that ends `npm start`
// would leave the service running.
if (process.env.npm_lifecycle_event === "start") {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, "SIGTERM");
  }, LOOK_MS);
  look.unref();
}
await import("../dist/src/main.js");
