import { setTimeout as sleep } from "node:timers/promises";
import { machineClock } from "../../src/clock.ts";
import { eventually } from "./eventually.ts";
import { makeTestServers, type TestServer, type TestServers } from "./replicated-servers.ts";
import { fillDatabase } from "./replicated-service.ts";
import { type ServiceProcess, startProcess } from "./service-process.ts";

/** What a trial of failovers showed. */
export interface FailoverOutcome {
  /** Ids of the reports that the service accepted. */
  accepted: string[];
  /** Accepted reports that are not on record at the end. */
  lost: string[];
  /** Reports on record twice, although they were sent with the same Idempotency-Key. */
  doubled: string[];
  /** Number of reads, and the reads that were not answered 200. */
  reads: { total: number; stale: number; failed: string[]; longestMs: number };
  /** For each round, milliseconds from the death of the primary to the promotion, and to the next accepted report. */
  rounds: { promotedMs: number; acceptedMs: number; currentMs: number }[];
}

/** Answers that a process keeps in memory. */
const READS = [
  "/v1/crossings/lukeville/status",
  "/v1/crossings",
  "/v1/crossings/lukeville/history",
  "/v1/crossings/lukeville/status?at=2023-12-20T19:00:00Z",
  "/lukeville",
];

/** Time after which a failover manager promotes the standby. */
const DETECTED_MS = 500;

/** A connection that both sides keep open may be closed by one just as the other sends a request. */
const OWN_CONNECTION = { connection: "close" };

const WRITERS = 4;
const PAUSE_MS = 20;

/**
 * Runs a full service and a process that only reads, on a primary and a synchronous standby. In each round, while
 * reports are recorded and answers are read, kills the primary and promotes the standby. Then makes a new standby.
 */
export async function tryFailovers(
  rounds: number,
  say: (line: string) => void = () => undefined,
): Promise<FailoverOutcome> {
  const servers = makeTestServers();
  const processes: ServiceProcess[] = [];
  const load = { ended: false };
  const clients: Promise<void>[] = [];
  try {
    let primary = await servers.startPrimary("one");
    const key = await fillDatabase(primary.url);
    let standby = await servers.startStandby("two", primary);
    await servers.synchronize(primary, standby);
    const full = await startProcess(await servers.address(["one", "two"], "read-write"), { LOG_LEVEL: "silent" });
    processes.push(full);
    const settings = { GARITA_MODE: "read", LOG_LEVEL: "silent" };
    const reader = await startProcess(await servers.address(["two", "one"], "prefer-standby"), settings);
    processes.push(reader);

    const outcome: FailoverOutcome = {
      accepted: [],
      lost: [],
      doubled: [],
      reads: { total: 0, stale: 0, failed: [], longestMs: 0 },
      rounds: [],
    };
    // Reads of crossings that are not in memory need the database.
    for (const { url } of [full, reader]) for (const path of READS) await fetch(`${url}${path}`);
    clients.push(...Array.from({ length: WRITERS }, (_, i) => write(full.url, key, i, load, outcome)));
    clients.push(...[full, reader].map(({ url }) => read(url, load, outcome)));
    for (let round = 0; round < rounds; round++) {
      await sleep(1_000);
      const measured = await failOver(primary, standby, full.url, outcome);
      outcome.rounds.push(measured);
      say(`  round ${round + 1}: ${JSON.stringify(measured)}, ${outcome.accepted.length} accepted`);
      [primary, standby] = [standby, await rejoin(servers, primary.name, standby)];
    }
    load.ended = true;
    await Promise.all(clients);
    await compare(primary, outcome);
    return outcome;
  } finally {
    load.ended = true;
    await Promise.allSettled(clients);
    for (const each of processes) await each.stop();
    await servers.release();
  }
}

async function failOver(primary: TestServer, standby: TestServer, url: string, outcome: FailoverOutcome) {
  const began = performance.now();
  const since = () => Math.round(performance.now() - began);
  await primary.destroy();
  const before = outcome.accepted.length;
  await sleep(DETECTED_MS);
  await standby.ask("SELECT pg_promote()");
  const promotedMs = since();
  await eventually(() => {
    if (outcome.accepted.length === before) throw new Error("no report was accepted after the failover");
  }, 30_000);
  const acceptedMs = since();
  await eventually(async () => {
    const { headers } = await fetch(`${url}${READS[0]}`);
    if (headers.has("garita-stale")) throw new Error("the answers are still stale");
  }, 30_000);
  return { promotedMs, acceptedMs, currentMs: since() };
}

/** Makes the former primary a standby of the new one. */
async function rejoin(servers: TestServers, name: string, primary: TestServer): Promise<TestServer> {
  const standby = await servers.startStandby(name, primary);
  await servers.synchronize(primary, standby);
  return standby;
}

/** Records reports, one after another. A report that is not accepted is sent again. */
async function write(url: string, key: string, writer: number, load: { ended: boolean }, outcome: FailoverOutcome) {
  for (let i = 0; !load.ended; i++) {
    const once = `failover-${writer}-${i}`;
    const headers = {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": once,
      ...OWN_CONNECTION,
    };
    const body = JSON.stringify({
      source: { kind: "operator", publisher: "Desk", title: once },
      changes: [
        { crossing: "lukeville", status: i % 2 === 0 ? "suspended" : "open", effectiveAt: String(machineClock()) },
      ],
    });
    for (let isAccepted = false; !isAccepted && !load.ended; ) {
      const response = await fetch(`${url}/v1/reports`, { method: "POST", headers, body });
      const told = (await response.json()) as { id: string };
      isAccepted = response.status === 201 || response.status === 200;
      if (isAccepted) outcome.accepted.push(told.id);
      else if (response.status !== 503)
        throw new Error(`a report was answered ${response.status}: ${JSON.stringify(told)}`);
      await sleep(PAUSE_MS);
    }
  }
}

async function read(url: string, load: { ended: boolean }, { reads }: FailoverOutcome) {
  for (let i = 0; !load.ended; i++) {
    const path = READS[i % READS.length] ?? "";
    const began = performance.now();
    const answer = await fetch(`${url}${path}`, { headers: OWN_CONNECTION }).catch((error) => String(error));
    reads.total++;
    reads.longestMs = Math.max(reads.longestMs, performance.now() - began);
    if (typeof answer === "string") reads.failed.push(`${path}: ${answer}`);
    else {
      if (answer.status !== 200) reads.failed.push(`${path}: ${answer.status} ${await answer.text()}`);
      if (answer.headers.has("garita-stale")) reads.stale++;
      await answer.arrayBuffer().catch(() => undefined);
    }
    await sleep(5);
  }
}

/** Compares the accepted reports with those on record. */
async function compare(primary: TestServer, outcome: FailoverOutcome): Promise<void> {
  const rows = await primary.ask("SELECT id::text, title FROM report WHERE title LIKE 'failover-%'");
  const ids = new Set(rows.map(({ id }) => id));
  outcome.lost = outcome.accepted.filter((id) => !ids.has(id));
  const titles = rows.map(({ title }) => String(title));
  outcome.doubled = titles.filter((title, i) => titles.indexOf(title) !== i);
}
