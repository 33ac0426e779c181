import { readSettings, setUp } from "./setup.mjs";

// `npm run keys -- list` comes here as `run.mjs keys list`; the script sees its own arguments only.
const [name] = process.argv.splice(2, 1);
await setUp();
readSettings();
process.setSourceMapsEnabled(true);
await import(`../dist/scripts/${name}.js`);
