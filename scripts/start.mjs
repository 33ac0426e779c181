import { setUp } from "./setup.mjs";

await setUp();
process.setSourceMapsEnabled(true);
await import("../dist/src/main.js");
