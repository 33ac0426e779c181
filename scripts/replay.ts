import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import pg from "pg";
import type { Temporal } from "temporal-polyfill";
import { allCrossings } from "../src/actions/crossings/all-crossings.ts";
import { seed } from "../src/actions/record/seed.ts";
import { limitsOf } from "../src/config.ts";
import type { Context } from "../src/context.ts";
import { compareInstants } from "../src/domain/time/moment.ts";
import type { KnownRow } from "../src/feeds/cbp-wait-times/known-row.ts";
import { FEED_FORMS, readFeed } from "../src/feeds/cbp-wait-times/read.ts";
import { cbpWaitTimes } from "../src/feeds/cbp-wait-times/source.ts";
import { FeedError } from "../src/feeds/fetch/feed-error.ts";
import { claim, perform } from "../src/jobs/job.ts";
import { sourceJob } from "../src/jobs/source-job.ts";
import { makeLog } from "../src/log.ts";
import { ROOT } from "../src/root.ts";
import { lastRuns } from "../src/store/job-runs.ts";
import { type Store, withDatabase, withStore } from "./with-store.ts";

/** A document of the feed and its stated time. */
interface Capture {
  file: string;
  form: string;
  body: Buffer;
  madeAt: Temporal.Instant;
}

/** Names of the counts printed for each poll. */
const COUNTED = [
  "moving",
  "lanes_closed",
  "silent",
  "nothing",
  "confirmed",
  "lifted",
  "contradicted",
  "missing",
  "proposed",
];

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Name the folder of captures to replay: npm run replay -- <folder>");
  process.exit(2);
}
await withStore((store) => inScratch(store, (scratch) => replay(scratch, resolve(folder))));

/** Runs `work` with a separate database, so that past readings do not count as current. */
async function inScratch(store: Store, work: (scratch: Store) => Promise<void>): Promise<void> {
  const name = `garita_replay_${randomBytes(6).toString("hex")}`;
  // The role of the service may not create databases.
  const url = new URL(store.ownerUrl);
  const client = new pg.Client(url.href);
  await client.connect();
  url.pathname = `/${name}`;
  try {
    await client.query(`CREATE DATABASE ${name}`);
    await withDatabase(store.config, store.log, url.href, work).finally(() =>
      client.query(`DROP DATABASE ${name} WITH (FORCE)`),
    );
  } finally {
    await client.end();
  }
}

async function replay({ config, db, clock }: Store, from: string): Promise<void> {
  await seed(db, join(ROOT, "prisma/seed"));
  const thresholds = limitsOf(config);
  // Silent, because each run prints a line below.
  const log = makeLog("silent");
  const totals = new Map<string, number>();
  const captures = await readCaptures({ db, now: clock(), log, thresholds }, from);
  let current: Capture | undefined;
  const server = createServer((_req, res) => {
    res.writeHead(200, {
      "content-type": current?.form === "bwt-json" ? "application/json" : "text/xml",
      "content-encoding": "gzip",
    });
    res.end(gzipSync(current?.body ?? Buffer.alloc(0)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  console.log(`${captures.length} captures from ${from}, served at http://127.0.0.1:${port}`);
  for (const capture of captures) {
    current = capture;
    const ctx: Context = { db, now: capture.madeAt, log, thresholds };
    // Each format of the feed has its own URL, because the job compares a partial list with earlier lists from the same
    // URL.
    const job = sourceJob(cbpWaitTimes).make(
      { ...config, BWT_URLS: [`http://127.0.0.1:${port}/${capture.form}`] },
      "replay",
    );
    const run = await claim(ctx, job, null);
    if (run === null) throw new Error("a run is in progress in a database that no other process uses");
    const outcome = await perform(ctx, job, run, new AbortController().signal);
    const ended = (await lastRuns(db, job.name, 1)).at(0);
    const counts = COUNTED.map((name) => [name, Number(ended?.counts[name] ?? 0)] as const);
    for (const [name, count] of counts) totals.set(name, (totals.get(name) ?? 0) + count);
    console.log(`${capture.madeAt}  ${capture.file}  ${outcome}  ${ended?.error ?? told(counts)}`);
  }
  console.log(`In all: ${told([...totals])}`);
  server.close();
}

function told(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([name, count]) => `${count} ${name}`).join(", ");
}

async function readCaptures(ctx: Context, from: string): Promise<Capture[]> {
  const rows = cbpWaitTimes.rowsOf([...(await allCrossings(ctx)).values()]);
  const files = await readdir(from, { withFileTypes: true });
  const captures: Capture[] = [];
  for (const file of files.filter((each) => each.isFile() && /\.(json|xml|rss)$/.test(each.name))) {
    const body = await readFile(join(from, file.name));
    // Only dates and numbers are parsed here. They are ASCII in all encodings of the feed.
    const text = body.toString("latin1");
    const form = FEED_FORMS.find((each) => each.recognises(text));
    const madeAt = form === undefined ? null : madeAtOf(text, rows);
    if (form === undefined || madeAt === null)
      console.log(`${file.name}: skipped, because it is not a document of the feed with a date`);
    else captures.push({ file: file.name, form: form.name, body, madeAt });
  }
  return captures.sort((a, b) => compareInstants(a.madeAt, b.madeAt));
}

/** Returns a document's stated time, or null. */
function madeAtOf(text: string, rows: readonly KnownRow[]): Temporal.Instant | null {
  try {
    return readFeed(text, rows).madeAt;
  } catch (error) {
    if (error instanceof FeedError) return null;
    throw error;
  }
}
