import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { turningReport } from "../../test/support/resumption.ts";
import { type ServiceProcess, startProcess } from "../../test/support/service-process.ts";
import { progress } from "../progress.ts";
import { makeRandom } from "../random.ts";
import { withSeededDatabase } from "../seeded-database.ts";
import { addFault, emptyOutcome, type TortureOutcome, type TortureSize, timeFor } from "./part.ts";
import { openCrowd, openRaw, type RawClient } from "./raw-client.ts";
import { brokenHeads } from "./raw-heads.ts";
import { startWatch } from "./watch.ts";

/** A service under attack. */
interface Target {
  port: number;
  key: string;
  service: ServiceProcess;
}

/** Number of connections in each step, for a short and a long run. */
const CROWDS = { slow: [50, 1000], readers: [20, 200], idle: [500, 10_000], pipelined: [100, 1000] } as const;

/** Limits of the service for a head and a body, with its interval of checks and time for a busy machine, in seconds. */
const HEAD_SECONDS = 20 + 5 + 10;
const BODY_SECONDS = 60 + 5 + 10;

/** A slow client sends a byte after this many milliseconds. */
const DRIP_MS = 500;

/** Maximum growth of the process's memory, in megabytes. */
const MOST_GROWTH_MB = 150;

type Step = (target: Target, size: TortureSize, outcome: TortureOutcome) => Promise<string>;

const STEPS: Record<string, Step> = {
  "broken heads": sendBrokenHeads,
  "slow heads": sendSlowHeads,
  "slow bodies": sendSlowBodies,
  "slow readers": readSlowly,
  pipelining: sendPipelined,
  "idle connections": stayIdle,
};

/** Attacks a process of the service below HTTP, and checks that it keeps answering others. */
export async function tortureRaw(size: TortureSize): Promise<TortureOutcome> {
  const outcome = emptyOutcome();
  const hasTime = timeFor(size);
  await withSeededDatabase(async (_db, databaseUrl) => {
    const service = await startProcess(databaseUrl);
    try {
      const target = { port: Number(new URL(service.url).port), key: await service.operatorKey(), service };
      await readSlowly(target, { ...size, isShort: true }, outcome);
      // Everything is loaded by now, so that the memory grows only by what the attacks leave behind.
      const before = { memory: await service.memory(), files: filesOf(service) };
      for (const [name, step] of Object.entries(STEPS)) {
        if (!hasTime()) {
          outcome.skipped.push(`${name}: no time was left`);
          continue;
        }
        progress(`Trying ${name}`);
        const watch = startWatch(service.url);
        const done = await step(target, size, outcome);
        const { answers, longestMs, faults } = await watch.end();
        for (const fault of faults) addFault(outcome, `${name}: ${fault}`);
        const memory = Math.round((await service.memory()) / 1e6);
        outcome.done.push(
          `${done}, while ${answers} others were answered within ${Math.round(longestMs)} ms (${memory} MB)`,
        );
      }
      await sleep(1000);
      const growth = Math.round(((await service.memory()) - before.memory) / 1e6);
      const left = filesOf(service) - before.files;
      outcome.done.push(`afterwards ${growth} MB more memory, and ${left} more open files`);
      if (growth > MOST_GROWTH_MB) addFault(outcome, `the memory grew by ${growth} MB`);
      if (left > 20) addFault(outcome, `${left} files or connections stayed open`);
    } finally {
      await service.stop();
    }
  });
  return outcome;
}

const filesOf = ({ pid }: ServiceProcess): number => readdirSync(`/proc/${pid}/fd`).length;

const crowdOf = (name: keyof typeof CROWDS, { isShort }: TortureSize): number => CROWDS[name][isShort ? 0 : 1];

async function sendBrokenHeads({ port }: Target, { seed, isShort }: TortureSize, outcome: TortureOutcome) {
  const heads = brokenHeads(makeRandom(seed), isShort ? 100 : 2000);
  for (const { name, bytes } of heads) {
    const client = await openRaw(port);
    client.socket.end(bytes);
    const { statuses, isEnded } = await client.end(HEAD_SECONDS);
    const strange = statuses.filter((status) => status >= 500);
    if (strange.length > 0 || !isEnded)
      addFault(
        outcome,
        `${name} was answered ${statuses.join(", ")}${isEnded ? "" : ", and the connection stayed open"}`,
      );
  }
  return `${heads.length} broken heads and header floods`;
}

async function sendSlowHeads({ port }: Target, size: TortureSize, outcome: TortureOutcome) {
  const crowd = await openCrowd(port, crowdOf("slow", size));
  await drip(crowd, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", size.isShort ? 1 : HEAD_SECONDS);
  await expectEnds("a slow head", crowd, size, outcome);
  return `${crowd.length} slow heads`;
}

async function sendSlowBodies({ port, key }: Target, size: TortureSize, outcome: TortureOutcome) {
  const head = `POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n`;
  const crowd = await openCrowd(port, crowdOf("slow", size));
  await drip(crowd, head, size.isShort ? 1 : BODY_SECONDS);
  await expectEnds("a slow body", crowd, size, outcome);
  return `${crowd.length} slow bodies`;
}

/** Sends the beginning at once, and then a byte at a time. */
async function drip(crowd: readonly RawClient[], beginning: string, seconds: number): Promise<void> {
  for (const { socket } of crowd) socket.write(beginning);
  for (const until = performance.now() + seconds * 1000; performance.now() < until; await sleep(DRIP_MS))
    for (const { socket } of crowd) if (socket.writable) socket.write("x");
}

/** In a long run, checks that the service has ended every connection by now. */
async function expectEnds(name: string, crowd: readonly RawClient[], size: TortureSize, outcome: TortureOutcome) {
  const ends = await Promise.all(crowd.map((client) => client.end(0)));
  const open = ends.filter(({ isEnded }) => !isEnded).length;
  const statuses = [...new Set(ends.flatMap((each) => each.statuses))];
  if (statuses.some((status) => status >= 500)) addFault(outcome, `${name} was answered ${statuses.join(", ")}`);
  if (!size.isShort && open > 0) addFault(outcome, `${name} was still being received ${open} times after its limit`);
}

/** Requests long answers and the stream without reading them, while reports are recorded. */
async function readSlowly({ port, key, service }: Target, size: TortureSize, outcome: TortureOutcome) {
  const crowd = await openCrowd(port, crowdOf("readers", size), true);
  for (const [i, { socket }] of crowd.entries()) {
    const path = i % 2 === 0 ? "/v1/stream?after=0" : "/v1/crossings";
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(i % 2 === 0 ? 1 : 20));
  }
  const reports = size.isShort ? 20 : 500;
  for (let i = 0; i < reports; i++) {
    const { status } = await fetch(`${service.url}/v1/reports`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(turningReport(i)),
    });
    if (status !== 201) addFault(outcome, `a report was answered ${status} while clients read nothing`);
  }
  for (const { socket } of crowd) socket.destroy();
  return `${crowd.length} readers that read nothing during ${reports} reports`;
}

async function sendPipelined({ port }: Target, size: TortureSize, outcome: TortureOutcome) {
  const count = crowdOf("pipelined", size);
  const client = await openRaw(port);
  const ask = (more: string) => `GET /v1/crossings/lukeville/status HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
  client.socket.write(ask("").repeat(count - 1) + ask("Connection: close\r\n"));
  const { statuses, isEnded } = await client.end(60);
  if (statuses.length !== count || statuses.some((status) => status !== 200) || !isEnded)
    addFault(outcome, `of ${count} requests on one connection, ${statuses.length} were answered`);
  return `${count} requests at once on one connection`;
}

async function stayIdle({ port }: Target, size: TortureSize, outcome: TortureOutcome) {
  const count = crowdOf("idle", size);
  const crowd = await openCrowd(port, count).catch((error: Error) => error);
  if (crowd instanceof Error) {
    addFault(outcome, `${count} connections could not be opened: ${crowd.message}`);
    return "too few idle connections";
  }
  await sleep(size.isShort ? 1000 : 10_000);
  for (const { socket } of crowd) socket.destroy();
  return `${count} idle connections`;
}
