import { Temporal } from "temporal-polyfill";
import { machineClock } from "../../src/clock.ts";
import { contextNow } from "../../src/context.ts";
import { type Job, perform } from "../../src/jobs/job.ts";
import { missedTick, takeTick } from "../../src/jobs/take-tick.ts";
import { makeLog } from "../../src/log.ts";
import { openDatabase } from "../../src/store/database.ts";

/** What a process is told to do, and the time it is then: answer a tick, answer it and hang, or start after an outage. */
export interface Order {
  at: string;
  does: "tick" | "hang" | "start";
}

/** What came of it: the tick that was answered, or null where it was not this process that answered it. */
export interface Outcome {
  answered: string | null;
}

// A process of the service that lives by the clock that it is told. Its job writes down which tick it worked for.
const [databaseUrl = "", schedule = ""] = process.argv.slice(2);
let now = machineClock();
let tick: Temporal.Instant | null = null;
const db = openDatabase(databaseUrl, () => undefined);
const runtime = {
  db,
  clock: () => now,
  log: makeLog("silent"),
  thresholds: { freshMinutes: 120, openEvidenceDays: 90 },
};
const tell = (outcome: Outcome) => process.send?.(outcome);

const job = (hangs: boolean): Job => ({
  name: "ticking",
  schedule,
  limitSeconds: 30,
  async run() {
    await db.pool.query("INSERT INTO work VALUES ($1, $2)", [String(tick), process.pid]);
    if (hangs) {
      tell({ answered: String(tick) });
      await new Promise(() => undefined);
    }
    return {};
  },
});

process.on("message", async ({ at, does }: Order) => {
  now = Temporal.Instant.from(at);
  const doing = job(does === "hang");
  tick = does === "start" ? await missedTick(contextNow(runtime), doing) : now;
  const run = tick === null ? null : await takeTick(contextNow(runtime), doing, tick);
  if (run !== null) await perform(runtime, doing, run, new AbortController().signal);
  tell({ answered: run === null ? null : String(tick) });
});
process.on("disconnect", () => process.exit(0));
