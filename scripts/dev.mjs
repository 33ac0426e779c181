import { spawn } from "node:child_process";
import { join } from "node:path";
import { checkLimits, checkSettings, readSettings } from "./settings.mjs";
import { ROOT, setUp } from "./setup.mjs";

readSettings();
checkLimits();
await setUp();
await checkSettings();
const start = (...args) => spawn(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
const children = [
  start(join(ROOT, "node_modules/typescript/bin/tsc"), "--watch", "--preserveWatchOutput"),
  start("--enable-source-maps", "--watch", "--watch-preserve-output", join(ROOT, "dist/src/main.js")),
];
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => children.forEach((child) => void child.kill(signal)));
