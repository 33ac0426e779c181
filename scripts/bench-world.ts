import { machineClock } from "../src/clock.ts";
import type { Database } from "../src/store/database.ts";
import { loadCrossings, saveCrossings } from "../src/store/record/crossings.ts";
import { type ServiceProcess, startProcess } from "../test/support/service-process.ts";
import type { Figure } from "./bench-table.ts";
import { writeLog } from "./made-log.ts";
import { makeReport } from "./made-report.ts";
import { progress } from "./progress.ts";
import { makeRandom } from "./random.ts";
import { median, quantile } from "./rounds.ts";
import { withSeededDatabase } from "./seeded-database.ts";
import { makeWorld } from "./world.ts";

const CHANGES = 2_000_000;
const YEARS = 10;
/** Length of the mix of requests in seconds, and the pause between two of a kind in milliseconds. */
const MIX = { seconds: 60, health: 20, list: 1_000, report: 250 };
const LISTS_AFTER_REPORTS = 20;
const GOALS = { start: 10, megabytes: 600, health: 50, again: 100, delay: 50 };

/** Measures the service with as many crossings as the world has. */
export const benchWorld = (): Promise<Figure[]> =>
  withSeededDatabase(
    async (db, databaseUrl) => {
      await fill(db);
      progress("world: start");
      const began = performance.now();
      const service = await startProcess(databaseUrl);
      try {
        await ask(service.url, "/v1/crossings/world-4000/status");
        const start = (performance.now() - began) / 1000;
        return [
          { what: "start to the first answer", value: start, unit: "s", goal: atMost(GOALS.start, "s", start) },
          ...(await measure(service)),
        ];
      } finally {
        await service.stop();
      }
    },
    { durable: true },
  );

const atMost = (limit: number, unit: string, value: number): NonNullable<Figure["goal"]> => ({
  text: `at most ${limit} ${unit}`,
  met: value <= limit,
});

/** Writes the crossings and their log. */
async function fill(db: Database): Promise<void> {
  const { regions, ports, crossings } = makeWorld(makeRandom(1));
  await saveCrossings(db, regions, ports, crossings);
  const places = await loadCrossings(db);
  const slugs = new Set(crossings.map(({ slug }) => slug));
  const own = new Map([...places].filter(([slug]) => slugs.has(slug)));
  const to = machineClock().epochMilliseconds;
  await writeLog(db, own, CHANGES, { from: to - YEARS * 365 * 86_400_000, to });
}

async function ask(url: string, path: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`${url}${path}`, { headers: { Accept: "application/json" } });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} gave ${answer.status}`);
  return performance.now() - began;
}

/** Measures a process that runs: lists, and `/healthz` and the event loop under a mix of requests. */
async function measure(service: ServiceProcess): Promise<Figure[]> {
  const { url } = service;
  const random = makeRandom(2);
  const key = await service.operatorKey();
  const reports = await reportsAbout(url);
  progress("world: the first list");
  const list = "/v1/crossings";
  const first = await askUntilAnswered(url, list);
  progress("world: a list after each report");
  const after: number[] = [];
  for (let i = 0; i < LISTS_AFTER_REPORTS; i++) {
    await post(url, key, reports());
    after.push(await ask(url, list));
  }
  progress("world: a mix of requests");
  await service.turn();
  const until = performance.now() + MIX.seconds * 1000;
  const repeat = async (every: number, work: () => Promise<number>): Promise<number[]> => {
    const times: number[] = [];
    while (performance.now() < until) {
      times.push(await work());
      await new Promise((done) => setTimeout(done, every));
    }
    return times;
  };
  const [health, lists] = await Promise.all([
    repeat(MIX.health, () => ask(url, "/healthz")),
    repeat(MIX.list, () => ask(url, `${list}?near=${random.below(60)}.${random.below(1e6)},${random.below(170)}`)),
    repeat(MIX.list, () => ask(url, `${list}?limit=50&near=${random.below(60)}.${random.below(1e6)},10`)),
    repeat(MIX.report, () => post(url, key, reports())),
  ]);
  const turn = await service.turn();
  const megabytes = (await service.memory()) / 1e6;
  const p99 = quantile(health, 0.99);
  const again = median(after);
  return [
    { what: "the first list of all crossings", value: first / 1000, unit: "s" },
    { what: "the list again after a report", value: again, unit: "ms", goal: atMost(GOALS.again, "ms", again) },
    { what: "the nearest of all crossings, under the mix", value: median(lists), unit: "ms" },
    {
      what: "`/healthz` under the mix, 99th percentile",
      value: p99,
      unit: "ms",
      goal: atMost(GOALS.health, "ms", p99),
      note: `${health.length} answers`,
    },
    {
      what: "longest piece of work on the event loop under the mix",
      value: turn,
      unit: "ms of processor time",
      goal: atMost(GOALS.delay, "ms", turn),
    },
    { what: "memory after the mix", value: megabytes, unit: "MB", goal: atMost(GOALS.megabytes, "MB", megabytes) },
  ];
}

/** Repeats a request until it is answered in time. The answers made so far are kept in between. */
async function askUntilAnswered(url: string, path: string): Promise<number> {
  const began = performance.now();
  while ((await ask(url, path).catch(() => null)) === null) progress("world: once more");
  return performance.now() - began;
}

/** Returns a function that makes reports about random crossings of a page of the list. */
async function reportsAbout(url: string): Promise<() => string> {
  const random = makeRandom(3);
  const answer = await fetch(`${url}/v1/crossings?limit=500&q=crossing`);
  const { crossings } = (await answer.json()) as { crossings: Parameters<typeof makeReport>[1][] };
  return () => JSON.stringify(makeReport(random, random.pick(crossings), machineClock().epochMilliseconds));
}

/** Records a report. Returns how long it took in milliseconds. */
async function post(url: string, key: string, body: string): Promise<number> {
  const began = performance.now();
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  const answer = await fetch(`${url}/v1/reports`, { method: "POST", headers, body });
  if (answer.status !== 201) throw new Error(`a report gave ${answer.status}: ${await answer.text()}`);
  return performance.now() - began;
}
