import { machineClock } from "../src/clock.ts";
import type { Database } from "../src/store/database.ts";
import { loadCrossings, saveCrossings } from "../src/store/record/crossings.ts";
import { type ServiceProcess, startProcess } from "../test/support/service-process.ts";
import { fetchTimed, measureMix, recorderFor } from "./bench-mix.ts";
import { atMost, type Figure } from "./bench-table.ts";
import { makeLoadMaker, requestFor } from "./load.ts";
import { writeLog } from "./made-log.ts";
import { progress } from "./progress.ts";
import { makeRandom } from "./random.ts";
import { median } from "./rounds.ts";
import { withSeededDatabase } from "./seeded-database.ts";
import { makeWorld } from "./world.ts";

const CHANGES = 2_000_000;
const YEARS = 10;
const LISTS_AFTER_REPORTS = 20;
const GOALS = { start: 10, megabytes: 600, again: 100 };
const LIST = "/v1/crossings";

/** Measures the service with as many crossings as the world has. */
export const benchWorld = (): Promise<Figure[]> =>
  withSeededDatabase(
    async (db, databaseUrl) => {
      await fill(db);
      progress("world: start");
      const began = performance.now();
      const service = await startProcess(databaseUrl);
      try {
        await fetchTimed(service.url, "/v1/crossings/world-4000/status");
        const start = (performance.now() - began) / 1000;
        return [
          { what: "start to the first answer", value: start, unit: "s", goal: atMost(GOALS.start, "s", start) },
          ...(await measureLists(service)),
          ...(await measureMix(service)),
          await measureMemory(service),
        ];
      } finally {
        await service.stop();
      }
    },
    { durable: true },
  );

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

/** Measures the complete list after the start, and after each of several reports. */
async function measureLists(service: ServiceProcess): Promise<Figure[]> {
  const { url } = service;
  const { record } = await recorderFor(service);
  progress("world: the first list");
  const first = await fetchUntilAnswered(url, LIST);
  progress("world: a list after each report");
  const maker = makeLoadMaker();
  const after: number[] = [];
  try {
    for (let i = 0; i < LISTS_AFTER_REPORTS; i++) {
      await record();
      const load = await maker.load(url, [requestFor(LIST)], { connections: 1, milliseconds: null, status: 200 });
      after.push(...load.times);
    }
  } finally {
    maker.stop();
  }
  const again = median(after);
  return [
    { what: "the first list of all crossings", value: first / 1000, unit: "s" },
    { what: "the list again after a report", value: again, unit: "ms", goal: atMost(GOALS.again, "ms", again) },
  ];
}

async function measureMemory({ memory }: ServiceProcess): Promise<Figure> {
  const value = (await memory()) / 1e6;
  return { what: "memory after the mix", value, unit: "MB", goal: atMost(GOALS.megabytes, "MB", value) };
}

/** Repeats a request until it is answered in time. The answers made so far are kept in between. */
async function fetchUntilAnswered(url: string, path: string): Promise<number> {
  const began = performance.now();
  while ((await fetchTimed(url, path).catch(() => null)) === null) progress("world: once more");
  return performance.now() - began;
}
