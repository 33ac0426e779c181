import { once } from "node:events";
import { Temporal } from "temporal-polyfill";
import { machineClock } from "../../src/clock.ts";
import { contextNow } from "../../src/context.ts";
import { type Job, perform } from "../../src/jobs/job.ts";
import { missedTick, takeTick } from "../../src/jobs/take-tick.ts";
import { makeLog } from "../../src/log.ts";
import { connectionsOf } from "../../src/store/connections.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { appendReport } from "../../src/store/record/reports.ts";
import { plainReport } from "./logs.ts";

/**
 * A command for a process, and the time to which its clock is set. The commands are: run for a tick, run and hang, run
 * and write after a suspension of the process, and start after an outage.
 */
export interface Order {
  at: string;
  does: "tick" | "hang" | "write late" | "start";
  /** The time limit of the run. */
  limitSeconds?: number;
}

/** The tick for which this process ran, or null if another process ran. */
export interface Outcome {
  answered: string | null;
}

/** Results of a run's writes after its process was suspended: an error, or null for a success. */
export interface LateWrites {
  late: (string | null)[];
}

// A service process with a settable clock. The job records the tick for which it runs.
const [databaseUrl = "", schedule = ""] = process.argv.slice(2);
let now = machineClock();
let tick: Temporal.Instant | null = null;
const db = openDatabase(databaseUrl, () => undefined);
const runtime = {
  db,
  clock: () => now,
  log: makeLog("silent"),
  thresholds: { freshMinutes: 120, openEvidenceDays: 90, overdueDoubtHours: 24 },
};
const tell = (outcome: Outcome) => process.send?.(outcome);

const job = (does: Order["does"], limitSeconds: number): Job => ({
  name: "ticking",
  schedule,
  limitSeconds,
  async run(run) {
    const wentOn = does === "write late" ? once(process, "SIGCONT") : undefined;
    await connectionsOf(db).pool.query("INSERT INTO work VALUES ($1, $2)", [String(tick), process.pid]);
    if (does === "hang" || does === "write late") tell({ answered: String(tick) });
    if (wentOn !== undefined) {
      await wentOn;
      process.send?.({ late: await writeLate(run.db) } satisfies LateWrites);
    }
    if (does === "hang") await new Promise(() => undefined);
    return {};
  },
});

/** Writes with each method that jobs use, and returns the errors. */
async function writeLate(by: Database): Promise<(string | null)[]> {
  const writes = [
    connectionsOf(by).pool.query("INSERT INTO work VALUES ('late by pool', 0)"),
    connectionsOf(by).prisma.$executeRaw`INSERT INTO work VALUES ('late by prisma', 0)`,
    appendReport(by, plainReport("Late", {}), () => "UTC"),
  ];
  return Promise.all(
    writes.map((write) =>
      write.then(
        () => null,
        (error: Error) => error.message,
      ),
    ),
  );
}

process.on("message", async ({ at, does, limitSeconds = 30 }: Order) => {
  now = Temporal.Instant.from(at);
  const doing = job(does, limitSeconds);
  tick = does === "start" ? await missedTick(contextNow(runtime), doing) : now;
  const run = tick === null ? null : await takeTick(contextNow(runtime), doing, tick);
  if (run !== null) await perform(runtime, doing, run, new AbortController().signal);
  tell({ answered: run === null ? null : String(tick) });
});
process.on("disconnect", () => process.exit(0));
