import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT, readSettings, setUp } from "./setup.mjs";

await setUp();
readSettings();
const start = (...args) => spawn(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
const children = [
  start(join(ROOT, "node_modules/typescript/bin/tsc"), "--watch", "--preserveWatchOutput"),
  start("--enable-source-maps", "--watch", "--watch-preserve-output", join(ROOT, "dist/src/main.js")),
];
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => children.forEach((child) => void child.kill(signal)));
