import { type ServiceProcess, startProcess } from "../test/support/service-process.ts";
import type { Figure } from "./bench-table.ts";
import { type LoadMaker, makeLoadMaker, requestFor } from "./load.ts";
import { progress } from "./progress.ts";
import { inRounds, median, ratioOf } from "./rounds.ts";
import { withScratchDatabase } from "./scratch-database.ts";

const ROUNDS = 15;
const LOAD = { connections: 64, milliseconds: 400, status: 200 } as const;
const WARM_UP_MS = 2_000;
const REQUEST = requestFor("/v1/crossings/lukeville/status", { Accept: "application/json" });

/** Result of a round: answers per second, the service's CPU time per answer in microseconds, and the client's share of a core. */
interface Round {
  rate: number;
  cost: number;
  busy: number;
}

/** Measures cached answers of two processes on one port, against one process. */
export const benchProcesses = (): Promise<Figure[]> =>
  withScratchDatabase(async (databaseUrl) => {
    const one = await startProcess(databaseUrl);
    const two = await startProcess(databaseUrl, { PROCESSES: "2" });
    const maker = makeLoadMaker();
    try {
      progress("processes: cached answers");
      for (const each of [one, two]) await measure(maker, each, WARM_UP_MS);
      const runs = await inRounds(ROUNDS, { one: () => measure(maker, one), two: () => measure(maker, two) });
      return figuresOf(runs.one, runs.two);
    } finally {
      maker.stop();
      await Promise.all([one.stop(), two.stop()]);
    }
  });

async function measure(
  maker: LoadMaker,
  { url }: ServiceProcess,
  milliseconds: number = LOAD.milliseconds,
): Promise<Round> {
  const before = await cpuOf(url);
  const { answers, seconds, busy } = await maker.load(url, [REQUEST], { ...LOAD, milliseconds });
  return { rate: answers / seconds, cost: ((await cpuOf(url)) - before) / answers, busy };
}

/** Returns the CPU time of all processes that serve requests, in microseconds. */
async function cpuOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const seconds = [...metrics.matchAll(/^process_cpu_seconds_total(?:\{.*\})? (\S+)$/gm)].map(([, each]) =>
    Number(each),
  );
  return seconds.reduce((sum, each) => sum + each, 0) * 1e6;
}

function figuresOf(one: readonly Round[], two: readonly Round[]): Figure[] {
  const of = (runs: readonly Round[], what: keyof Round) => runs.map((run) => run[what]);
  const busy = median(of(two, "busy"));
  return [
    {
      what: "cached status, 2 processes",
      value: median(of(two, "rate")),
      unit: "answers/s",
      against: { what: "1 process", ratio: ratioOf(of(two, "rate"), of(one, "rate")) },
      note: `the client, the processes and the database share the cores; the client used ${busy.toFixed(2)} of a core`,
    },
    {
      what: "CPU time per answer, 2 processes",
      value: median(of(two, "cost")),
      unit: "µs",
      against: { what: "1 process", ratio: ratioOf(of(two, "cost"), of(one, "cost")) },
    },
  ];
}
