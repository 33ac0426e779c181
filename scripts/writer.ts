import pg from "pg";
import { recordReport } from "../src/actions/record/record-report.ts";
import { machineClock } from "../src/clock.ts";
import { readConfig } from "../src/config.ts";
import { contextNow } from "../src/context.ts";
import type { ReportDraft } from "../src/domain/record/draft.ts";
import { readDraft } from "../src/domain/record/draft-json.ts";
import { makeLog } from "../src/log.ts";
import { startService } from "../src/service.ts";
import { openDatabase } from "../src/store/database.ts";
import { loadCrossings } from "../src/store/record/crossings.ts";
import type { Probed } from "../test/support/probe.ts";
import { BARE_ROWS, bareRowsOf } from "./bare-rows.ts";
import { makeReport } from "./made-report.ts";
import { makeRandom } from "./random.ts";

/** Task of a writing process. Each writer waits for an answer before it sends the next report. */
export interface WriteTask {
  writers: number;
  reports: number;
}

/** Ways to write a report: bare inserts in a transaction, or the service's action. */
export type WriterKind = "bare" | "action";

interface Writer {
  write(draft: ReportDraft): Promise<unknown>;
  end(): Promise<void>;
}

// This file runs as a separate process. Its arguments are the kind of writer and the database.
const [kind = "", databaseUrl = ""] = process.argv.slice(2);
const db = openDatabase(databaseUrl, () => undefined);
const crossings = await loadCrossings(db);
const places = [...crossings.values()];
const random = makeRandom(process.pid);
const makeDraft = (): ReportDraft =>
  readDraft(makeReport(random, random.pick(places), machineClock().epochMilliseconds));
const makeWriter = kind === "bare" ? makeBareWriter : await actionWriters();

process.on("message", async (task: WriteTask | Probed) => {
  if (typeof task === "string") return;
  const drafts = Array.from({ length: task.reports }, makeDraft);
  const writers = await Promise.all(Array.from({ length: task.writers }, makeWriter));
  const began = performance.now();
  await Promise.all(
    writers.map(async ({ write }) => {
      for (let draft = drafts.pop(); draft !== undefined; draft = drafts.pop()) await write(draft);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(writers.map((writer) => writer.end()));
  process.send?.({ seconds });
});
process.send?.("ready");

/** Starts a complete service with its snapshot, and makes writers that use its action. */
async function actionWriters(): Promise<() => Promise<Writer>> {
  const config = readConfig({ PORT: "0", JOBS: "off" });
  const { runtime } = await startService(config, db, makeLog("error"), machineClock);
  const actor = { id: "bench", name: "bench", role: "recorder" } as const;
  return async () => ({
    write: (draft) => recordReport({ ...contextNow(runtime), actor }, draft),
    end: async () => undefined,
  });
}

async function makeBareWriter(): Promise<Writer> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  return {
    write: (draft) => client.query({ name: "rows", text: BARE_ROWS, values: bareRowsOf(draft, crossings) }),
    end: () => client.end(),
  };
}
