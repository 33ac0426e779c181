import { readSettings, setUp } from "./setup.mjs";

await setUp();
readSettings();
process.setSourceMapsEnabled(true);
await import("../dist/src/main.js");
