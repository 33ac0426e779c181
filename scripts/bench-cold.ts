import { startProcess } from "../test/support/service-process.ts";
import { atMost, type Figure } from "./bench-table.ts";
import { type LoadMaker, makeLoadMaker, requestFor } from "./load.ts";
import { progress } from "./progress.ts";
import { makeRandom, type Random } from "./random.ts";
import { fetchCanned, startRival } from "./rivals.ts";
import { inRounds, median, quantile } from "./rounds.ts";
import { withScratchDatabase } from "./scratch-database.ts";

const ROUNDS = 10;
/** Sequential requests per round. */
const QUESTIONS = 20;
/** Rounds that are not measured, in which Node compiles the code and the service loads the record. */
const WARM_UP = 3;
/** Maximum median latency of a list in milliseconds. */
const LIST_GOAL = 30;

/** A kind of request. `path` returns the URL of a random request, so that none is repeated. */
interface Case {
  what: string;
  accept: string;
  path: (random: Random) => string;
  goal?: number;
}

const twoDigits = (number: number): string => String(number).padStart(2, "0");
const dayIn = (random: Random, month: string): string => `${month}-${twoDigits(1 + random.below(28))}`;
const timeIn = (random: Random, month: string): string =>
  `${dayIn(random, month)}T${[random.below(24), random.below(60), random.below(60)].map(twoDigits).join(":")}Z`;
const daysAround = (random: Random): string => `from=${dayIn(random, "2023-12")}&to=${dayIn(random, "2024-01")}`;

const CASES: Case[] = [
  {
    what: "the list of all crossings at a past time",
    accept: "application/json",
    path: (random) => `/v1/crossings?at=${timeIn(random, "2023-12")}`,
    goal: LIST_GOAL,
  },
  {
    what: "the list of all crossings now, nearest first",
    accept: "application/json",
    path: (random) => `/v1/crossings?near=31.${random.below(1_000_000)},-110.${random.below(1_000_000)}`,
    goal: LIST_GOAL,
  },
  {
    what: "the restrictions of some weeks",
    accept: "application/json",
    path: (random) => `/v1/restrictions?${daysAround(random)}`,
  },
  { what: "the page of these weeks", accept: "text/html", path: (random) => `/history?${daysAround(random)}` },
  {
    what: "the page of a crossing at a past time",
    accept: "text/html",
    path: (random) => `/lukeville?at=${timeIn(random, "2023-12")}`,
  },
];

/** Measures uncached answers about the seed, compared with `node:http` sending the same bytes. */
export const benchCold = (): Promise<Figure[]> =>
  withScratchDatabase(async (databaseUrl) => {
    const service = await startProcess(databaseUrl);
    const maker = makeLoadMaker();
    try {
      const figures: Figure[] = [];
      for (const each of CASES) figures.push(await measure(each, service.url, maker));
      return figures;
    } finally {
      maker.stop();
      await service.stop();
    }
  });

async function measure({ what, accept, path, goal }: Case, url: string, maker: LoadMaker): Promise<Figure> {
  progress(`cold: ${what}`);
  const random = makeRandom(what.length);
  const headers = { Accept: accept };
  const rival = await startRival("bare", "", await fetchCanned(url, path(random), headers));
  const run = (to: string) => async (): Promise<number[]> => {
    const requests = Array.from({ length: QUESTIONS }, () => requestFor(path(random), headers));
    return (await maker.load(to, requests, { connections: 1, milliseconds: null, status: 200 })).times;
  };
  try {
    for (let i = 0; i < WARM_UP; i++) await run(url)();
    const found = await inRounds(ROUNDS, { ours: run(url), bare: run(rival.url) });
    const [times, bare] = [found.ours.flat(), found.bare.flat()];
    const value = median(times);
    return {
      what,
      value,
      unit: "ms",
      against: { what: "node:http sending the same bytes", ratio: value / median(bare) },
      ...(goal === undefined ? {} : { goal: atMost(goal, "ms", value) }),
      note: `p99 ${quantile(times, 0.99).toFixed(1)} ms, of ${times.length} answers`,
    };
  } finally {
    await rival.end("SIGTERM");
  }
}
