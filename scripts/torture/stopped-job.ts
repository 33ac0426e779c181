import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { rss, suspensionOf } from "../../test/support/announcement-trial.ts";
import { eventually } from "../../test/support/eventually.ts";
import { query } from "../../test/support/field/field-database.ts";
import { startProcess } from "../../test/support/service-process.ts";
import { progress } from "../progress.ts";
import { withSeededDatabase } from "../seeded-database.ts";
import { addFault, type TortureOutcome, type TortureSize } from "./part.ts";

const JOB = "watch-announcements";

/** Time in which another process takes the job over. The run's time limit is part of it. */
const TAKEN_OVER_MS = 180_000;

/** Time for a run to begin, or to end after the process has been continued. */
const PATIENCE_MS = 60_000;

/** Stops a process in the middle of a run while another process has the same jobs, and continues it later. */
export async function stopJob(size: TortureSize, outcome: TortureOutcome): Promise<void> {
  const { isShort, stoppedSeconds: seconds } = size;
  let asked = 0;
  const items = rss(suspensionOf("one", "Lukeville", "December 12"), suspensionOf("two", "Naco", "December 13"));
  const feed = createServer((_req, res) => {
    asked++;
    setTimeout(() => res.writeHead(200, { "content-type": "application/rss+xml" }).end(items), 500);
  });
  await new Promise<void>((done) => feed.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(feed.address() as AddressInfo).port}`;
  const settings = {
    ...{ JOBS: "on", CRON_LEAST_SECONDS: "1", ANNOUNCEMENTS_CRON: "*/2 * * * * *", FEED_TIMEOUT_SECONDS: "5" },
    ...{ ANNOUNCEMENT_URLS: `Test=${origin}/news`, BWT_URLS: "http://127.0.0.1:9/", COUNTS_URL: "http://127.0.0.1:9/" },
    LOG_LEVEL: "silent",
  };
  await withSeededDatabase(async (_db, databaseUrl) => {
    const runs = (condition: string) =>
      query(databaseUrl, `SELECT * FROM job_run WHERE name = '${JOB}' AND ${condition}`);
    const stopped = await startProcess(databaseUrl, settings);
    const goOn = () => process.kill(stopped.pid, "SIGCONT");
    const inRun = () => eventually(async () => some(await runs("ended_at IS NULL")), PATIENCE_MS);
    try {
      await eventually(async () => some(await runs("outcome = 'succeeded'")), PATIENCE_MS);
      await inRun();
      process.kill(stopped.pid, "SIGSTOP");
      process.once("exit", goOn);
      progress(`A process is stopped in the middle of a run for ${seconds} s`);
      const other = await startProcess(databaseUrl, settings);
      try {
        const before = (await runs("outcome = 'succeeded'")).length;
        const takenOver = async () => {
          if ((await runs("outcome = 'succeeded'")).length <= before) throw new Error("no run has succeeded");
        };
        if (isShort) await sleep(seconds * 1000);
        else {
          const began = performance.now();
          await eventually(takenOver, TAKEN_OVER_MS).catch((error: Error) =>
            addFault(outcome, `while a process was stopped, ${error.message}`),
          );
          outcome.done.push(
            `another process took the job over after ${Math.round((performance.now() - began) / 1000)} s`,
          );
          await sleep(Math.max(0, seconds * 1000 - (performance.now() - began)));
        }
        goOn();
        await eventually(takenOver, PATIENCE_MS);
        await sleep(5_000);
      } finally {
        await other.stop();
      }
    } finally {
      process.off("exit", goOn);
      goOn();
      await stopped.stop();
    }
    const [open, together, proposals] = [
      await runs("ended_at IS NULL"),
      await query(
        databaseUrl,
        `SELECT a.id FROM job_run a JOIN job_run b ON a.name = b.name AND a.id < b.id AND a.outcome = 'succeeded'
           AND b.outcome = 'succeeded' AND a.started_at < b.ended_at AND b.started_at < a.ended_at`,
      ),
      await query(databaseUrl, "SELECT id FROM proposal WHERE job = $1", [JOB]),
    ];
    if (open.length > 0) addFault(outcome, `${open.length} runs never ended`);
    if (together.length > 0) addFault(outcome, `${together.length} runs succeeded while another one did`);
    if (proposals.length !== 2) addFault(outcome, `2 announcements became ${proposals.length} proposals`);
    const all = await runs("true");
    outcome.done.push(
      `a process was stopped for ${seconds} s in one of ${all.length} runs, which asked ${asked} times`,
    );
  });
  await new Promise((done) => feed.close(done));
}

function some(rows: readonly object[]): void {
  if (rows.length === 0) throw new Error(`${JOB} has no such run`);
}
