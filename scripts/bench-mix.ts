import { machineClock } from "../src/clock.ts";
import { type ServiceProcess, startProcess } from "../test/support/service-process.ts";
import { atMost, type Figure } from "./bench-table.ts";
import { makeLoadMaker, requestFor } from "./load.ts";
import { makeReport } from "./made-report.ts";
import { progress } from "./progress.ts";
import { makeRandom } from "./random.ts";
import { median, quantile } from "./rounds.ts";
import { withScratchDatabase } from "./scratch-database.ts";

/** Length of the mix in seconds, and the pause between two requests of a kind in milliseconds. */
const MIX = { seconds: 60, health: 20, list: 1_000, page: 1_000, board: 5_000, report: 250 };
const GOALS = { health: 50, delay: 50 };

/** Measures the seed's crossings under a mix of requests. */
export const benchMix = (): Promise<Figure[]> =>
  withScratchDatabase(async (databaseUrl) => {
    const service = await startProcess(databaseUrl);
    try {
      return await measureMix(service);
    } finally {
      await service.stop();
    }
  });

/**
 * Measures `/healthz`, a list that nobody asked for before, and the event loop, under a mix of lists, pages and reports
 * that arrive at the same time.
 */
export async function measureMix(service: ServiceProcess): Promise<Figure[]> {
  const { url } = service;
  const random = makeRandom(2);
  const { crossings, record } = await recorderFor(service);
  progress("a mix of requests");
  await service.turn();
  await service.delay();
  const until = performance.now() + MIX.seconds * 1000;
  const repeat = async (every: number, work: () => Promise<number>): Promise<number[]> => {
    const times: number[] = [];
    while (performance.now() < until) {
      times.push(await work());
      await new Promise((done) => setTimeout(done, every));
    }
    return times;
  };
  const place = () => `${random.below(60)}.${random.below(1e6)},${random.below(170)}`;
  // Another process asks for `/healthz`. In this process, it would wait while a long list is received.
  const maker = makeLoadMaker();
  const health = { connections: 1, milliseconds: MIX.seconds * 1000, pause: MIX.health, status: 200 };
  const [{ times }, lists] = await Promise.all([
    maker.load(url, [requestFor("/healthz")], health),
    repeat(MIX.list, () => fetchTimed(url, `/v1/crossings?near=${place()}`)),
    repeat(MIX.list, () => fetchTimed(url, `/v1/crossings?limit=50&near=${place()}`)),
    repeat(MIX.page, () => fetchTimed(url, `/${random.pick(crossings).slug}`, "text/html")),
    repeat(MIX.board, () => fetchTimed(url, "/", "text/html")),
    repeat(MIX.report, record),
  ]).finally(maker.stop);
  const [turn, delay] = [await service.turn(), await service.delay()];
  const p99 = quantile(times, 0.99);
  return [
    { what: "the nearest of all crossings, under the mix", value: median(lists), unit: "ms" },
    {
      what: "`/healthz` under the mix, 99th percentile",
      value: p99,
      unit: "ms",
      goal: atMost(GOALS.health, "ms", p99),
      note: `${times.length} answers`,
    },
    {
      what: "delay of the event loop under the mix, 99.9th percentile",
      value: delay,
      unit: "ms",
      goal: atMost(GOALS.delay, "ms", delay),
      note: `longest piece of work: ${turn.toFixed(0)} ms of CPU time`,
    },
  ];
}

/** Fetches an address. Returns how long it took in milliseconds. @throws if the answer is not 200 */
export async function fetchTimed(url: string, path: string, accept = "application/json"): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`${url}${path}`, { headers: { Accept: accept } });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} gave ${answer.status}`);
  return performance.now() - began;
}

/** Some crossings, and a function that records a random report about one of them and returns its duration. */
export async function recorderFor({ url, operatorKey }: Pick<ServiceProcess, "url" | "operatorKey">) {
  const random = makeRandom(3);
  const answer = await fetch(`${url}/v1/crossings?limit=500`);
  if (!answer.ok) throw new Error(`some crossings gave ${answer.status}`);
  const { crossings } = (await answer.json()) as { crossings: Parameters<typeof makeReport>[1][] };
  const headers = { Authorization: `Bearer ${await operatorKey()}`, "Content-Type": "application/json" };
  const record = async (): Promise<number> => {
    const body = JSON.stringify(makeReport(random, random.pick(crossings), machineClock().epochMilliseconds));
    const began = performance.now();
    const recorded = await fetch(`${url}/v1/reports`, { method: "POST", headers, body });
    if (recorded.status !== 201) throw new Error(`a report gave ${recorded.status}: ${await recorded.text()}`);
    return performance.now() - began;
  };
  return { crossings, record };
}
