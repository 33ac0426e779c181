import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// Loaded into a process of an earlier version (node --import), from whose folder it runs. Writes each statement that the
// process sends for the first time into the file NOTE_STATEMENTS, as a line of JSON.
const pg = createRequire(join(process.cwd(), "package.json"))("pg");
const { query } = pg.Client.prototype;
const noted = new Set();
pg.Client.prototype.query = function (config, ...rest) {
  const text = typeof config === "string" ? config : config?.text;
  if (typeof text === "string" && !noted.has(text)) {
    noted.add(text);
    appendFileSync(process.env.NOTE_STATEMENTS, `${JSON.stringify(text)}\n`);
  }
  return query.call(this, config, ...rest);
};
