import { fork } from "node:child_process";
import { on } from "node:events";
import { join } from "node:path";
import { machineClock } from "../src/clock.ts";
import { ROOT } from "../src/root.ts";
import { createApiKey } from "../src/store/access/api-keys.ts";
import { openDatabase } from "../src/store/database.ts";
import { turningReport } from "../test/support/resumption.ts";
import { type ServiceProcess, startProcess } from "../test/support/service-process.ts";
import type { Figure } from "./bench-table.ts";
import { makeLoadMaker, requestFor } from "./load.ts";
import { progress } from "./progress.ts";
import { median } from "./rounds.ts";
import { withScratchDatabase } from "./scratch-database.ts";
import type { CrowdNews, CrowdTask } from "./stream-crowd.ts";

const CLIENTS = 10_000;
const CHANGES = 20;
const ROUNDS = 7;
const GOALS = { milliseconds: 1_000, bytes: 30_000 };
const HOT = { connections: 32, milliseconds: 500, status: 200 } as const;

/**
 * Measures ten thousand stream clients: the time until the last one receives a change, the memory per client, and how
 * much they slow down cached reads.
 */
export const benchStream = (): Promise<Figure[]> =>
  withScratchDatabase(async (url) => {
    const service = await startProcess(url, {}, ["--expose-gc"]);
    const crowd = fork(join(ROOT, "dist/scripts/stream-crowd.js"));
    const news = newsOf(crowd);
    const maker = makeLoadMaker();
    try {
      const write = await makeWriter(url, service);
      const reads = async () => {
        const { answers, seconds } = await maker.load(service.url, [requestFor("/v1/crossings/naco/status")], HOT);
        return answers / seconds;
      };
      for (let i = 0; i < 3; i++) await reads();
      const alone: number[] = [];
      for (let i = 0; i < ROUNDS; i++) alone.push(await reads());
      const before = await service.memory();
      progress(`stream: ${CLIENTS} clients connect`);
      crowd.send({ port: Number(new URL(service.url).port), size: CLIENTS } satisfies CrowdTask);
      await news((told) => "listening" in told);
      const bytes = ((await service.memory()) - before) / CLIENTS;
      progress("stream: changes");
      const latencies: number[] = [];
      for (let i = 0; i < CHANGES; i++) {
        const started = performance.now();
        const seq = await write(i);
        await news((told) => "heard" in told && told.heard >= seq);
        latencies.push(performance.now() - started);
      }
      const meanwhile: number[] = [];
      for (let i = 0; i < ROUNDS; i++) {
        const [rate] = await Promise.all([reads(), write(CHANGES + i)]);
        meanwhile.push(rate);
      }
      return figures(latencies, bytes, alone, meanwhile);
    } finally {
      maker.stop();
      crowd.disconnect();
      await service.stop();
    }
  });

function figures(latencies: number[], bytes: number, alone: number[], meanwhile: number[]): Figure[] {
  const longest = Math.max(...latencies);
  return [
    {
      what: `${CLIENTS.toLocaleString("en-US")} clients: from sending a change until the last client has it`,
      value: median(latencies),
      unit: "ms",
      goal: { text: "at most 1 s", met: longest <= GOALS.milliseconds },
      note: `median of ${latencies.length}; the longest took ${longest.toFixed(0)} ms`,
    },
    {
      what: "memory of the service per client",
      value: bytes / 1000,
      unit: "kB",
      goal: { text: "at most 30 kB", met: bytes <= GOALS.bytes },
    },
    {
      what: "cached reads with the clients connected and a change every half second",
      value: median(meanwhile),
      unit: "answers/s",
      against: { what: "the same without clients", ratio: median(meanwhile) / median(alone) },
    },
  ];
}

async function makeWriter(url: string, service: ServiceProcess): Promise<(i: number) => Promise<number>> {
  const db = openDatabase(url, () => undefined);
  const key = await createApiKey(db, "stream", "recorder", machineClock());
  await db.close();
  return async (i) => {
    const response = await fetch(`${service.url}/v1/reports`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(turningReport(i)),
    });
    return ((await response.json()) as { seq: number }).seq;
  };
}

/** Waits for a message from the crowd. @throws if the crowd's process ends first */
function newsOf(crowd: ReturnType<typeof fork>): (isIt: (told: CrowdNews) => boolean) => Promise<void> {
  const all = on(crowd, "message", { close: ["exit"] });
  return async (isIt) => {
    for (let next = await all.next(); next.done !== true; next = await all.next())
      if (isIt((next.value as [CrowdNews])[0])) return;
    throw new Error("the crowd ended");
  };
}
