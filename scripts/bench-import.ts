import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { machineClock } from "../src/clock.ts";
import type { Crossing } from "../src/domain/places/crossing.ts";
import { acceptDraft } from "../src/domain/record/draft.ts";
import { readDraft } from "../src/domain/record/draft-json.ts";
import { ROOT } from "../src/root.ts";
import { createApiKey } from "../src/store/access/api-keys.ts";
import type { Database } from "../src/store/database.ts";
import { loadCrossings } from "../src/store/record/crossings.ts";
import type { Figure } from "./bench-table.ts";
import { makeReport } from "./made-report.ts";
import { progress } from "./progress.ts";
import { makeRandom } from "./random.ts";
import { median } from "./rounds.ts";
import { withSeededDatabase } from "./seeded-database.ts";
import { startWriter } from "./start-writer.ts";

const CHANGES = 1_000_000;
const YEARS = 10;
/** Bare inserts for comparison. All rounds run before the import, and again after it. */
const BARE = { rounds: 3, writers: 32, reports: 2_000 };

/**
 * Measures `npm run import` with a million changes, compared with 32 writers that insert similar rows directly. In both
 * cases, all rows are on disk at the end.
 */
export async function benchImport(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "garita-import-"));
  try {
    return await withSeededDatabase((db, url) => measure(db, url, join(folder, "reports.ndjson")), { durable: true });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(db: Database, url: string, file: string): Promise<Figure[]> {
  await createApiKey(db, "bench", "recorder", machineClock());
  progress("import: a file of a million changes");
  const made = await writeFile(file, await loadCrossings(db));
  const bare = await startWriter("bare", url);
  try {
    const rates: number[] = [];
    const round = async () => {
      for (let i = 0; i < BARE.rounds; i++) rates.push(await bare.write(BARE));
    };
    await round();
    const seconds = await importFile(url, file, made.reports);
    await round();
    const [rate, against] = [made.reports / seconds, median(rates)];
    return [
      {
        what: `${made.changes.toLocaleString("en-US")} changes from a file, validated and then recorded`,
        value: made.changes / seconds,
        unit: "changes/s",
        against: {
          what: `bare inserts by ${BARE.writers} writers, ${against.toFixed(0)} reports a second`,
          ratio: rate / against,
        },
        note: `${made.reports.toLocaleString("en-US")} reports in ${seconds.toFixed(0)} s, ${rate.toFixed(0)} a second`,
      },
    ];
  } finally {
    await bare.end("SIGTERM");
  }
}

/** Returns the seconds that the import took. Throws if the import recorded a different number of reports. */
async function importFile(url: string, file: string, reports: number): Promise<number> {
  const env = { ...process.env, NODE_OPTIONS: "", DATABASE_URL: url };
  const args = [join(ROOT, "dist/scripts/import.js"), file, "--name", "bench"];
  const started = performance.now();
  const running = promisify(execFile)(process.execPath, args, { env, maxBuffer: 64 * 1024 * 1024 });
  running.child.stderr?.pipe(process.stderr);
  const { stdout } = await running;
  const seconds = (performance.now() - started) / 1000;
  // Notes about reopenings may come before this line.
  const line = `${reports.toLocaleString("en-US")} reports recorded,`;
  if (!stdout.split("\n").some((each) => each.startsWith(line))) throw new Error(stdout);
  return seconds;
}

/** Fills a file with reports from ten years until it has enough changes. */
async function writeFile(
  file: string,
  crossings: ReadonlyMap<string, Crossing>,
): Promise<{ reports: number; changes: number }> {
  const random = makeRandom(CHANGES);
  const places = [...crossings.values()];
  const to = machineClock().epochMilliseconds;
  const made = { reports: 0, changes: 0 };
  function* lines() {
    while (made.changes < CHANGES) {
      const at = to - Math.floor((1 - made.changes / CHANGES) * YEARS * 365 * 86_400_000);
      const report = makeReport(random, random.pick(places), at);
      made.reports++;
      const { statusChanges, hoursChanges } = acceptDraft(readDraft(report), crossings);
      made.changes += statusChanges.length + hoursChanges.length;
      yield `${JSON.stringify(report)}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return made;
}
