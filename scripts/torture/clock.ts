import { existsSync, renameSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { machineClock } from "../../src/clock.ts";
import { eventually } from "../../test/support/eventually.ts";
import { query } from "../../test/support/field/field-database.ts";
import { startProcess } from "../../test/support/service-process.ts";
import { progress } from "../progress.ts";
import { withSeededDatabase } from "../seeded-database.ts";
import { reportOf, SUSPENDED } from "./fault-clients.ts";
import { addFault, emptyOutcome, type TortureOutcome, type TortureSize } from "./part.ts";
import { stopJob } from "./stopped-job.ts";

/** Places of libfaketime in Debian, by architecture. */
const LIBRARIES = ["x86_64", "aarch64"].map((name) => `/usr/lib/${name}-linux-gnu/faketime/libfaketime.so.1`);

/** Seconds by which the clock of the service is off, one after the other. */
const STEPS = [0, 3600, 0, -3600, 0];

/** Time in which the service follows a step of its clock, in milliseconds. */
const SETTLED_MS = 15_000;

/** The longest time for which the clock stays off, in seconds, in a short and a long run. */
const SECONDS = [2, 60] as const;

/** The crossing has been suspended for so long, so it is suspended by any of the clocks. */
const LONG_AGO = { hours: 3 };

/** The clocks of the service and the database may differ by two minutes. */
const MOST_APART = { seconds: 120 };

/** Steps the clock of a process by an hour and back, and stops a process in the middle of a job. */
export async function tortureClock(size: TortureSize): Promise<TortureOutcome> {
  const outcome = emptyOutcome();
  const library = LIBRARIES.find((file) => existsSync(file));
  if (library === undefined) outcome.skipped.push("clock steps: libfaketime is not installed");
  else await stepClock(library, size, outcome);
  outcome.skipped.push("clock steps of the database server: its programs run with an environment of their own");
  await stopJob(size, outcome);
  return outcome;
}

async function stepClock(library: string, size: TortureSize, outcome: TortureOutcome): Promise<void> {
  const lasting = Math.min(SECONDS[size.isShort ? 0 : 1], size.faultSeconds);
  const folder = await mkdtemp(join(tmpdir(), "garita-clock-"));
  const file = join(folder, "offset");
  const set = (seconds: number) => {
    writeFileSync(`${file}.new`, `${seconds < 0 ? "" : "+"}${seconds}\n`);
    renameSync(`${file}.new`, file);
  };
  set(0);
  const preload = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    DONT_FAKE_MONOTONIC: "1",
  };
  await withSeededDatabase(async (_db, databaseUrl) => {
    const service = await startProcess(databaseUrl, { ...preload, LOG_LEVEL: "silent" });
    try {
      const key = await service.operatorKey();
      const record = async (title: string) => {
        const response = await fetch(`${service.url}/v1/reports`, {
          method: "POST",
          headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
          body: JSON.stringify(reportOf(SUSPENDED, "suspended", title, String(machineClock().subtract(LONG_AGO)))),
        });
        await response.arrayBuffer();
        return response.status;
      };
      for (const [i, seconds] of STEPS.entries()) {
        progress(`The clock of the service is off by ${seconds} s`);
        set(seconds);
        const expected = seconds === 0 ? 201 : 503;
        const fault = await eventually(() => check(service.url, seconds), SETTLED_MS).then(
          () => null,
          (error: Error) => error.message,
        );
        if (fault !== null) addFault(outcome, `clock off by ${seconds} s: ${fault}`);
        for (const until = performance.now() + lasting * 1000; performance.now() < until; ) {
          const title = `clock ${i} ${Math.round(performance.now())}`;
          const status = await record(title);
          const rows = await query(databaseUrl, "SELECT FROM report WHERE title = $1", [title]);
          if (status !== expected || rows.length !== (status === 201 ? 1 : 0))
            addFault(
              outcome,
              `clock off by ${seconds} s: a report was answered ${status} and recorded ${rows.length} times`,
            );
          const text = await (await fetch(`${service.url}/v1/crossings/${SUSPENDED}/status`)).text();
          if (/"open":true/.test(text)) addFault(outcome, `clock off by ${seconds} s: ${SUSPENDED} is open`);
          await sleep(100);
        }
      }
      const disorder = await query(
        databaseUrl,
        "SELECT seq FROM (SELECT seq, recorded_at, lag(recorded_at) OVER (ORDER BY seq) AS before FROM report) r WHERE before > recorded_at",
      );
      if (disorder.length > 0) addFault(outcome, `${disorder.length} reports are dated before the report before them`);
      outcome.done.push(`the clock of the service was off by ${STEPS.join(", ")} s, ${lasting} s each`);
    } finally {
      await service.stop();
    }
  });
  await rm(folder, { recursive: true });
}

/** Checks that answers state the time of the service's clock, and that `/readyz` tells whether it is off. */
async function check(url: string, seconds: number): Promise<void> {
  const { at } = (await (await fetch(`${url}/v1/crossings/${SUSPENDED}/status`)).json()) as { at: string };
  const apart = machineClock().add({ seconds }).until(Temporal.Instant.from(at)).abs();
  if (Temporal.Duration.compare(apart, MOST_APART) > 0) throw new Error(`an answer is dated ${at}`);
  const ready = await fetch(`${url}/readyz`);
  const told = await ready.text();
  if (ready.status !== 200 || /clock/.test(told) !== (seconds !== 0))
    throw new Error(`/readyz was answered ${ready.status}: ${told}`);
}
