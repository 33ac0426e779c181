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

/** What a process that writes is told: so many reports, by so many who each wait for their last before the next. */
export interface WriteTask {
  writers: number;
  reports: number;
}

/** Ways to write a report: bare inserts of its rows, each in a transaction of its own, or the action of the service. */
export type WriterKind = "bare" | "action";

/** One who writes, on a connection of its own where the kind has such. */
interface Writer {
  write(draft: ReportDraft): Promise<unknown>;
  end(): Promise<void>;
}

// A process of its own: which way it writes, and into which database, are its arguments.
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

/** The action as the service runs it, with all that it holds of now. */
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
