import { endWithNpm } from "./end-with-npm.mjs";
import { checkLimits, checkSettings, readSettings } from "./settings.mjs";
import { setUp } from "./setup.mjs";

readSettings();
checkLimits();
await setUp();
await checkSettings();
process.setSourceMapsEnabled(true);
endWithNpm();
await import("../dist/src/main.js");
