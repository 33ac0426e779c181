import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { format } from "sql-formatter";
import { HISTORY_SQL } from "../src/store/record/history.ts";
import { LINES_SQL } from "../src/store/record/timelines-sql.ts";

/** Statements composed from parts, by file name, each with its source file. */
const COMPOSED: Record<string, [source: string, sql: string]> = {
  history: ["src/store/record/history.ts", HISTORY_SQL],
  timelines: ["src/store/record/timelines-sql.ts", LINES_SQL],
};

const FUNCTIONS = `
SELECT p.proname AS name, pg_get_functiondef(p.oid) AS definition FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace ORDER BY 1, p.oid`;

const header = (origin: string) =>
  `-- For reading only: ${origin}.\n-- Update this file with 'npm run check -- --write'.\n\n`;

/** Returns the SQL for each file of the folder, by name. `url` is the address of a migrated database. */
export async function collectSql(url: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [name, [source, sql]] of Object.entries(COMPOSED)) {
    const shown = format(sql, { language: "postgresql", expressionWidth: 100 });
    files.set(`${name}.sql`, `${header(`the statement that ${source} puts together`)}${shown}\n`);
  }
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; definition: string }>(FUNCTIONS);
    for (const { name, definition } of rows) {
      const begun =
        files.get(`${name}.sql`) ??
        header("the function as the migrations leave it. To change it, write a new migration");
      files.set(`${name}.sql`, `${begun}${definition.trimEnd()};\n`);
    }
  } finally {
    await client.end();
  }
  return files;
}

/** Returns a sentence for each file that differs from the executed SQL. */
export async function compareSql(folder: string, current: ReadonlyMap<string, string>): Promise<string[]> {
  const kept = await listSql(folder);
  const shows = async (name: string) => (await readFile(join(folder, name), "utf8")) === current.get(name);
  const stale: string[] = [];
  for (const name of current.keys())
    if (!kept.includes(name)) stale.push(`${name} is missing`);
    else if (!(await shows(name))) stale.push(`${name} differs from the executed SQL`);
  return [
    ...stale,
    ...kept.filter((name) => !current.has(name)).map((name) => `${name} shows SQL that is no longer executed`),
  ];
}

/** Makes a folder contain exactly the executed SQL. */
export async function writeSql(folder: string, current: ReadonlyMap<string, string>): Promise<void> {
  for (const name of await listSql(folder)) if (!current.has(name)) await rm(join(folder, name));
  await mkdir(folder, { recursive: true });
  for (const [name, text] of current) await writeFile(join(folder, name), text);
}

const listSql = async (folder: string): Promise<string[]> =>
  existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort() : [];
