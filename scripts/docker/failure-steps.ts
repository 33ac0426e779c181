import { eventually } from "../../test/support/eventually.ts";
import type { Composition } from "./project.ts";
import { suspensionOf, type TrialUsers } from "./service-steps.ts";
import type { TrialReport } from "./trial-report.ts";

const CROSSING = "nogales-mariposa";

/** Titles of reports. */
const WHILE_STOPPED = "Sent while PostgreSQL was stopped";
const WHEN_BACK = "Sent when PostgreSQL was back";

/** How long a service may take to come back after a failure, in milliseconds. */
const PATIENCE_MS = 90_000;

/** Ends the service's process as the kernel would. `docker kill` would also switch off the restart. */
const KILL_SERVICE = `
  const { readdirSync, readFileSync } = require("node:fs");
  for (const pid of readdirSync("/proc").filter((name) => /^\\d+$/.test(name))) {
    const command = readFileSync("/proc/" + pid + "/cmdline", "utf8").split("\\0");
    if (command[0] === "node" && command.includes("dist/src/main.js")) process.kill(Number(pid), "SIGKILL");
  }`;

/** Stops and kills the parts of the composition, one after the other. Nothing that was recorded may be lost. */
export async function tryFailures(composition: Composition, users: TrialUsers, report: TrialReport): Promise<void> {
  const { compose, inGarita, inspect } = composition;
  const { traveller, operator } = users;

  await report.step("while PostgreSQL is stopped, current answers go on and state their age", async () => {
    await compose(["stop", "postgres"]);
    const path = `/v1/crossings/${CROSSING}/status`;
    const stale = await eventually(async () => {
      const { status, headers } = await traveller.ask(path);
      const age = headers.get("garita-stale");
      if (status !== 200 || age === null) throw new Error(`${path}: ${status}, Garita-Stale ${age}`);
      return age;
    }, 30_000);
    const sent = await operator.send(suspensionOf(CROSSING, WHILE_STOPPED));
    const ready = await traveller.ask("/readyz");
    if (sent.status !== 503 || ready.status !== 503)
      throw new Error(`POST /v1/reports: ${sent.status}, /readyz: ${ready.status}`);
    const line = await traveller.line(CROSSING);
    return `200 with Garita-Stale: ${stale}. ${line}\nPOST /v1/reports and /readyz: 503, Retry-After: ${sent.headers.get("retry-after")}`;
  });

  await report.step("when PostgreSQL is back, reports are recorded again, and nothing was lost", async () => {
    await compose(["start", "postgres"]);
    const { seq } = await eventually(() => operator.record(suspensionOf(CROSSING, WHEN_BACK)), PATIENCE_MS);
    await allOnRecord(users);
    const { text } = await traveller.ask(`/v1/crossings/${CROSSING}/history`);
    if (!text.includes(WHEN_BACK) || text.includes(WHILE_STOPPED)) throw new Error(text);
    return `report ${seq} is on record, and the one that was answered 503 is not`;
  });

  await report.step("a killed Garita restarts by itself and has lost nothing", async () => {
    const before = Number(await inspect("garita", "{{.RestartCount}}"));
    const acknowledged = await recordDuring(users, () => inGarita("node", "-e", KILL_SERVICE));
    await eventually(() => traveller.line(CROSSING), PATIENCE_MS);
    const restarts = Number(await inspect("garita", "{{.RestartCount}}")) - before;
    if (restarts !== 1) throw new Error(`${restarts} restarts`);
    return `${acknowledged} reports were acknowledged up to the kill; all ${await allOnRecord(users)} are on record`;
  });

  await report.step("a killed PostgreSQL has lost nothing", async () => {
    const acknowledged = await recordDuring(users, () => compose(["kill", "postgres"]));
    await compose(["start", "postgres"]);
    await eventually(() => operator.record(suspensionOf(CROSSING, "after the kill")), PATIENCE_MS);
    return `${acknowledged} reports were acknowledged up to the kill; all ${await allOnRecord(users)} are on record`;
  });

  await report.step("Garita shuts down gracefully, and a new composition on the volumes has all reports", async () => {
    const started = performance.now();
    await compose(["stop", "garita"]);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const code = await inspect("garita", "{{.State.ExitCode}}");
    if (code !== "0") throw new Error(`exit code ${code} after ${seconds} s`);
    await compose(["down"]);
    await compose(["up", "--detach", "--wait", "--wait-timeout", "120"], { seconds: 180 });
    return `stopped in ${seconds} s with exit code ${code}; all ${await allOnRecord(users)} reports are on record`;
  });
}

/** Records reports until one fails because of `disturb`. Returns the number of acknowledged ones. */
async function recordDuring({ operator }: TrialUsers, disturb: () => Promise<unknown>): Promise<number> {
  const before = operator.recorded.length;
  let disturbed: Promise<unknown> | undefined;
  for (let i = 0; i < 5000; i++) {
    if (i === 20) disturbed = disturb();
    const isRecorded = await operator.record(suspensionOf(CROSSING, `${before} ${i}`)).then(
      () => true,
      () => false,
    );
    if (!isRecorded) break;
  }
  await disturbed;
  return operator.recorded.length - before;
}

/** Checks that all acknowledged reports are on record. Returns their number. */
async function allOnRecord({ operator, traveller }: TrialUsers): Promise<number> {
  for (const { id } of operator.recorded) {
    const { status } = await traveller.ask(`/v1/reports/${id}`);
    if (status !== 200) throw new Error(`/v1/reports/${id}: ${status}`);
  }
  return operator.recorded.length;
}
