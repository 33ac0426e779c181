import { checkLimits, checkSettings, readSettings } from "./settings.mjs";
import { setUp } from "./setup.mjs";

// `npm run keys -- list` arrives as `run.mjs keys list`. Removes the script's name from the arguments.
const [name] = process.argv.splice(2, 1);
readSettings();
checkLimits();
await setUp();
await checkSettings();
process.setSourceMapsEnabled(true);
await import(`../dist/scripts/${name}.js`);
