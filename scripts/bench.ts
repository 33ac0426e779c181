import { mkdir, readFile, writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { dirname, join, resolve } from "node:path";
import pg from "pg";
import { readConfig } from "../src/config.ts";
import { ROOT } from "../src/root.ts";
import { benchAnnouncements } from "./bench-announcements.ts";
import { benchCold } from "./bench-cold.ts";
import { benchFront } from "./bench-front.ts";
import { benchHot } from "./bench-hot.ts";
import { benchImport } from "./bench-import.ts";
import { describeMachine } from "./bench-machine.ts";
import { benchMix } from "./bench-mix.ts";
import { pageOf } from "./bench-page.ts";
import { benchPast } from "./bench-past.ts";
import { benchPastRate } from "./bench-past-rate.ts";
import { benchProcesses } from "./bench-processes.ts";
import { benchStart } from "./bench-start.ts";
import { benchStream } from "./bench-stream.ts";
import { type Figure, type Result, tableOf } from "./bench-table.ts";
import { benchWorld } from "./bench-world.ts";
import { benchWrites } from "./bench-writes.ts";
import { progress } from "./progress.ts";
import { withScratchDatabase } from "./scratch-database.ts";

/** All benches by name. To add one, add its file and a line here. `npm run bench -- hot` runs one alone. */
const BENCHES: Record<string, () => Promise<Figure[]>> = {
  announcements: benchAnnouncements,
  hot: benchHot,
  processes: benchProcesses,
  front: benchFront,
  stream: benchStream,
  start: benchStart,
  past: benchPast,
  rate: benchPastRate,
  cold: benchCold,
  mix: benchMix,
  world: benchWorld,
  writes: benchWrites,
  import: benchImport,
};

/** Committed results, written with `--save`. All other results stay in the local data folder. */
const KEPT = { json: join(ROOT, "docs/bench.json"), page: join(ROOT, "docs/bench.md") };

/** Results without `--save`. */
const LOCAL = join(resolve(readConfig().GARITA_DATA), "bench.json");

const asked = process.argv.slice(2);
const save = asked.includes("--save");
const names = asked.filter((word) => word !== "--save");
const unknown = names.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(", ")}; the benches are: ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(1);
}

const postgresql = await withScratchDatabase(versionOf);
const results: Result[] = [];
const failed: string[] = [];
for (const [bench, measure] of Object.entries(BENCHES)) {
  if (names.length > 0 && !names.includes(bench)) continue;
  progress(bench);
  const loadBefore = loadavg()[0] ?? 0;
  try {
    const figures = await measure();
    results.push({ bench, machine: describeMachine(postgresql, loadBefore), figures });
    await (save ? keep(results) : set(results));
  } catch (error) {
    console.error(error);
    failed.push(bench);
  }
}
console.log(tableOf(results));
console.log(`\nAlso in ${save ? `${KEPT.page} and ${KEPT.json}` : LOCAL}`);
if (failed.length > 0) {
  console.error(`These benches failed: ${failed.join(", ")}.`);
  process.exitCode = 1;
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query("SHOW server_version");
  await client.end();
  return String(rows[0].server_version).split(" ")[0] ?? "";
}

/** Writes the results to the local data folder. */
async function set(found: readonly Result[]): Promise<void> {
  await mkdir(dirname(LOCAL), { recursive: true });
  await writeFile(LOCAL, `${JSON.stringify(found, null, 2)}\n`);
}

/** Replaces the committed results of these benches, and writes the page again. */
async function keep(found: readonly Result[]): Promise<void> {
  const kept: Result[] = JSON.parse(await readFile(KEPT.json, "utf8").catch(() => "[]"));
  const all = Object.keys(BENCHES).flatMap((bench) => [...found, ...kept].find((each) => each.bench === bench) ?? []);
  await writeFile(KEPT.json, `${JSON.stringify(all, null, 2)}\n`);
  await writeFile(KEPT.page, pageOf(all));
}
