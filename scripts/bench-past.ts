import { Temporal } from "temporal-polyfill";
import { machineClock } from "../src/clock.ts";
import type { Crossing } from "../src/domain/places/crossing.ts";
import { openDatabase } from "../src/store/database.ts";
import { loadCrossings } from "../src/store/record/crossings.ts";
import { type ServiceProcess, startProcess } from "../test/support/service-process.ts";
import type { Figure } from "./bench-table.ts";
import { type LoadMaker, makeLoadMaker, requestFor } from "./load.ts";
import { writeLog } from "./made-log.ts";
import { progress } from "./progress.ts";
import { makeRandom, type Random } from "./random.ts";
import { inRounds, median, quantile } from "./rounds.ts";
import { withScratchDatabase } from "./scratch-database.ts";

const SIZES = [10_000, 100_000, 1_000_000];
/** Years that a log covers. */
export const PAST_YEARS = 10;
/** `MEMORY_RECORD_MB` of the services. A million changes do not fit into the default. */
const MEMORY_MB = 1024;
const ROUNDS = 20;
/** Sequential requests per round and log. */
const QUESTIONS = 100;
/**
 * Goals. `ratio`: median latency with a million changes, divided by that with ten thousand. `p99`: 99th percentile of
 * the latency in milliseconds.
 */
const GOAL = { ratio: 1.3, p99: 10 };

const instant = (epoch: number): string => String(Temporal.Instant.fromEpochMilliseconds(epoch));

/** URL of each kind of request, for a crossing and two instants. */
const QUESTION: Record<string, (slug: string, at: string, knownAt: string) => string> = {
  "status with at and knownAt": (slug, at, knownAt) => `/v1/crossings/${slug}/status?at=${at}&knownAt=${knownAt}`,
  "a page of history with to and knownAt": (slug, at, knownAt) =>
    `/v1/crossings/${slug}/history?to=${at}&knownAt=${knownAt}&limit=50`,
};

/** A database with a log, and a service that uses the database. */
export interface Shelf {
  size: number;
  databaseUrl: string;
  service: ServiceProcess;
}

/**
 * Measures requests about the state at a random instant, as it was known at another random instant. There are
 * logs of three sizes, each covering ten years. No request is repeated.
 */
export async function benchPast(): Promise<Figure[]> {
  const to = machineClock().epochMilliseconds;
  const span = { from: to - PAST_YEARS * 365 * 86_400_000, to };
  const maker = makeLoadMaker();
  try {
    return await withShelves(SIZES, span, async (shelves, crossings) => {
      const figures: Figure[] = [];
      for (const [what, address] of Object.entries(QUESTION)) {
        progress(`past: ${what}`);
        const random = makeRandom(what.length);
        const ask = () => {
          const [at, knownAt] = [instantIn(random, span), instantIn(random, span)];
          return requestFor(address(random.pick(crossings).slug, at, knownAt), { Accept: "application/json" });
        };
        figures.push(...(await compare(what, shelves, ask, maker)));
      }
      return figures;
    });
  } finally {
    maker.stop();
  }
}

export const instantIn = (random: Random, { from, to }: { from: number; to: number }): string =>
  instant(from + random.below(to - from));

async function compare(what: string, shelves: Shelf[], ask: () => string, maker: LoadMaker): Promise<Figure[]> {
  const run =
    ({ service }: Shelf) =>
    async (): Promise<number[]> => {
      const requests = Array.from({ length: QUESTIONS }, ask);
      return (await maker.load(service.url, requests, { connections: 1, milliseconds: null, status: 200 })).times;
    };
  for (const shelf of shelves) for (let i = 0; i < 3; i++) await run(shelf)();
  const found = await inRounds(ROUNDS, Object.fromEntries(shelves.map((shelf) => [shelf.size, run(shelf)])));
  const timesOf = ({ size }: Shelf) => (found[size] ?? []).flat();
  const [least] = shelves;
  return shelves.map((shelf) => {
    const times = timesOf(shelf);
    const [middle, p99] = [median(times), quantile(times, 0.99)];
    const ratio = least === undefined ? Number.NaN : middle / median(timesOf(least));
    const goal = {
      text: `at most ${GOAL.ratio}, p99 under ${GOAL.p99} ms`,
      met: ratio <= GOAL.ratio && p99 < GOAL.p99,
    };
    return {
      what: `${what}, ${shelf.size.toLocaleString("en-US")} changes`,
      value: middle,
      unit: "ms",
      ...(shelf === least ? {} : { against: { what: `${least?.size.toLocaleString("en-US")} changes`, ratio } }),
      ...(shelf === shelves.at(-1) ? { goal } : {}),
      note: `p99 ${p99.toFixed(1)} ms, of ${times.length} answers`,
    };
  });
}

/** Writes each log to its own database, and starts a service on each. */
export function withShelves<Result>(
  sizes: readonly number[],
  span: { from: number; to: number },
  work: (shelves: Shelf[], crossings: Crossing[]) => Promise<Result>,
  made: Shelf[] = [],
  crossings: Crossing[] = [],
): Promise<Result> {
  const [size, ...rest] = sizes;
  if (size === undefined) return work(made, crossings);
  return withScratchDatabase(
    async (url) => {
      progress(`past: a log of ${size} changes`);
      // The first start creates the tables and the crossings.
      await (await startProcess(url)).stop();
      const db = openDatabase(url, () => undefined);
      const places = await loadCrossings(db);
      await writeLog(db, places, size, span).finally(() => db.close());
      const service = await startProcess(url, { MEMORY_RECORD_MB: String(MEMORY_MB) });
      try {
        return await withShelves(
          rest,
          span,
          work,
          [...made, { size, databaseUrl: url, service }],
          [...places.values()],
        );
      } finally {
        await service.stop();
      }
    },
    { durable: true },
  );
}
