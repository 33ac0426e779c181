import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../src/clock.ts";
import { createApiKey } from "../../src/store/access/api-keys.ts";
import { openDatabase } from "../../src/store/database.ts";
import { eventually } from "../../test/support/eventually.ts";
import { query } from "../../test/support/field/field-database.ts";
import { startProcess } from "../../test/support/service-process.ts";
import { progress } from "../progress.ts";
import { makeCuttingProxy } from "./cutting-proxy.ts";
import { type DatabaseFault, type FaultyServer, fillDisk, goAway, hang, takeConnections } from "./database-faults.ts";
import {
  blindQuestions,
  type FaultClients,
  REOPENED,
  reportOf,
  SUSPENDED,
  startFaultClients,
} from "./fault-clients.ts";
import { makeServerFolder, seedServer, startOwnServer } from "./kill-world.ts";
import { addFault, emptyOutcome, type TortureOutcome, type TortureSize, timeFor } from "./part.ts";

/** Time in which everything must work again, in milliseconds. A server that ended with a panic recovers first. */
const RECOVERY_MS = 90_000;

/** Size of the file system of the server whose disk becomes full. A cluster with its programs needs about 200 MB. */
const DISK = "450m";

interface Fault {
  begin: DatabaseFault;
  /**
   * True if the fault breaks connections. If one breaks in the milliseconds of a commit, the service cannot know whether
   * the report was recorded, and answers 503.
   */
  breaks: boolean;
}

/** Takes the database away in several ways while clients read and write, and checks that everything returns. */
export async function tortureDatabase(size: TortureSize): Promise<TortureOutcome> {
  const outcome = emptyOutcome();
  const hasTime = timeFor(size);
  const seconds = size.faultSeconds;
  const faults: Record<string, Fault> = {
    "database gone": { begin: goAway, breaks: true },
    "database hung": { begin: hang, breaks: false },
    "connections used up": { begin: takeConnections, breaks: true },
  };
  const dataDir = await makeServerFolder();
  await withFaultyServer(dataDir, [], (server) => playFaults(server, faults, seconds, hasTime, outcome));
  await rm(dataDir, { recursive: true, force: true });

  const disk = await makeServerFolder();
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${DISK},mode=711`, "tmpfs", disk], {
    encoding: "utf8",
  });
  if (mounted.status !== 0)
    outcome.skipped.push(`disk full: no file system could be mounted: ${mounted.error ?? mounted.stderr.trim()}`);
  else {
    const unmount = () => spawnSync("umount", ["--lazy", disk]);
    process.once("exit", unmount);
    try {
      const settings = ["max_wal_size=32MB", "min_wal_size=32MB"];
      const full = { "disk full": { begin: fillDisk(seconds / 2), breaks: true } };
      await withFaultyServer(disk, settings, (server) => playFaults(server, full, seconds, hasTime, outcome));
    } finally {
      process.off("exit", unmount);
      unmount();
    }
  }
  await rm(disk, { recursive: true, force: true });
  return outcome;
}

async function withFaultyServer(
  dataDir: string,
  settings: readonly string[],
  work: (server: FaultyServer) => Promise<void>,
): Promise<void> {
  const server = await startOwnServer(dataDir, settings);
  const proxy = await makeCuttingProxy();
  try {
    const url = server.address();
    await seedServer(url);
    proxy.lead(Number(new URL(url).port));
    await work({ url, dataDir, proxy });
  } finally {
    await proxy.close();
    await server.stop();
  }
}

async function playFaults(
  server: FaultyServer,
  faults: Record<string, Fault>,
  seconds: number,
  hasTime: () => boolean,
  outcome: TortureOutcome,
): Promise<void> {
  const through = new URL(server.url);
  through.port = String(server.proxy.port);
  const service = await startProcess(through.href, { LOG_LEVEL: "silent", NOTICE_POLL_SECONDS: "1" });
  try {
    const db = openDatabase(server.url, () => undefined);
    const key = (await createApiKey(db, "torture", "admin", machineClock()).finally(() => db.close())) ?? "";
    await record(service.url, key, reportOf(SUSPENDED, "open", "before the faults", minutesAgo(2)));
    await sleep(1_500);
    const blind = await blindQuestions(service.url);
    if (blind.length > 0) throw new Error(`these answers do not say that ${SUSPENDED} is open: ${blind.join(", ")}`);
    for (const [name, fault] of Object.entries(faults)) {
      if (!hasTime()) {
        outcome.skipped.push(`${name}: no time was left`);
        continue;
      }
      progress(`${name} for ${seconds} s`);
      // Clients also ask about the last second, so the suspension begins before it.
      const suspended = [reportOf(SUSPENDED, "suspended", name, minutesAgo(1)), reportOf(REOPENED, "suspended", name)];
      for (const report of suspended) await eventually(() => record(service.url, key, report), RECOVERY_MS);
      // A report that was recorded just before the fault may be missing from the answers until the database returns.
      await eventually(async () => {
        const text = await (await fetch(`${service.url}/v1/crossings/${SUSPENDED}/status`)).text();
        if (/"open":true/.test(text)) throw new Error(`${SUSPENDED} is still open`);
      }, RECOVERY_MS);
      const end = await fault.begin(server);
      const clients = startFaultClients(service.url, key, name);
      await sleep(seconds * 1000);
      await end();
      const recovered = await recover(service.url, key, name).catch((error: Error) => error);
      await clients.end();
      const isBack = typeof recovered === "number";
      if (!isBack) addFault(outcome, `${name}: not everything returned: ${recovered.message}`);
      const compared = isBack ? await compare(server, service.url, name, clients) : { faults: [], unsure: [] };
      const broken = fault.breaks ? [] : compared.unsure.map((title) => `${title} was refused and recorded`);
      for (const each of [...clients.faults, ...compared.faults, ...broken]) addFault(outcome, `${name}: ${each}`);
      outcome.done.push(
        `${name} for ${seconds} s: ${clients.reads} reads (${clients.unavailable} answered 503, ${clients.stale} marked as stale), ${clients.refused.length} writes refused${compared.unsure.length > 0 ? ` (of which ${compared.unsure.length} were recorded, because the connection broke during the commit)` : ""}, ${clients.accepted.length} accepted, everything back after ${isBack ? Math.round(recovered) : "?"} ms`,
      );
    }
  } finally {
    await service.stop();
  }
}

const minutesAgo = (minutes: number): string => String(machineClock().subtract({ minutes }));

async function record(url: string, key: string, report: object): Promise<void> {
  const response = await fetch(`${url}/v1/reports`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(report),
  });
  if (response.status !== 201) throw new Error(`a report was answered ${response.status}`);
}

/** Waits until reports are accepted, answers are current, and the service is ready. Returns the milliseconds. */
async function recover(url: string, key: string, name: string): Promise<number> {
  const began = performance.now();
  await eventually(() => record(url, key, reportOf("roma", "open", `after ${name}`)), RECOVERY_MS);
  await eventually(async () => {
    const { status, headers } = await fetch(`${url}/v1/crossings/${SUSPENDED}/status`);
    if (status !== 200 || headers.has("garita-stale")) throw new Error("the answers are not current");
    const ready = await fetch(`${url}/readyz`);
    if (ready.status !== 200) throw new Error(`/readyz was answered ${ready.status}: ${await ready.text()}`);
  }, RECOVERY_MS);
  return performance.now() - began;
}

/** Compares the record with what the clients were told. `unsure` has the titles that were refused and yet recorded. */
async function compare(
  server: FaultyServer,
  url: string,
  name: string,
  told: FaultClients,
): Promise<{ faults: string[]; unsure: string[] }> {
  const rows = await query(server.url, "SELECT title FROM report WHERE title LIKE $1", [`fault ${name} %`]);
  const titles = rows.map(({ title }) => String(title));
  const found = new Set(titles);
  const faults = told.accepted.filter((title) => !found.has(title)).map((title) => `${title} was accepted and is lost`);
  if (titles.length > found.size) faults.push(`${titles.length - found.size} reports were recorded twice`);
  if (told.refused.length === 0) faults.push("no write was refused, so the fault had no effect");
  const statusOf = async (crossing: string) => (await fetch(`${url}/v1/crossings/${crossing}/status`)).text();
  if (/"open":true/.test(await statusOf(SUSPENDED))) faults.push(`${SUSPENDED} is open after the fault`);
  const isSuspended = /"status":"suspended"/.test(await statusOf(REOPENED));
  if (isSuspended !== (found.size === 0))
    faults.push(`${REOPENED} is ${isSuspended ? "" : "not "}suspended after ${found.size} reports of its reopening`);
  return { faults, unsure: told.refused.filter((title) => found.has(title)) };
}
