import { endWithNpm } from "./end-with-npm.mjs";
import { readSettings, setUp } from "./setup.mjs";

await setUp();
readSettings();
process.setSourceMapsEnabled(true);
endWithNpm();
await import("../dist/src/main.js");
