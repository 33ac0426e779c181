import { checkLimits, checkSettings, readSettings } from "./settings.mjs";
import { setUp } from "./setup.mjs";

// `npm run keys -- list` comes here as `run.mjs keys list`; the script sees its own arguments only.
const [name] = process.argv.splice(2, 1);
readSettings();
checkLimits();
await setUp();
await checkSettings();
process.setSourceMapsEnabled(true);
await import(`../dist/scripts/${name}.js`);
