import { machineClock } from "../src/clock.ts";
import type { Crossing } from "../src/domain/places/crossing.ts";
import type { ProbedProcess } from "../test/support/probed-process.ts";
import { instantIn, PAST_YEARS, type Shelf, withShelves } from "./bench-past.ts";
import type { Figure } from "./bench-table.ts";
import type { Contestant } from "./contestant.ts";
import { type LoadMaker, makeLoadMaker, requestFor } from "./load.ts";
import type { Load } from "./load-client.ts";
import { progress } from "./progress.ts";
import { makeRandom } from "./random.ts";
import { fetchCanned, startRival } from "./rivals.ts";
import { inRounds, median, quantile, ratioOf } from "./rounds.ts";

const ROUNDS = 15;
/** Requests per round. */
const QUESTIONS = 1_000;
const CLIENTS = 8;
const CHANGES = 10_000;
/** Requests that are not measured, during which Node compiles the code and the service loads the record. */
const WARM_UP = 3_000;
const GOAL = { bare: 0.08, row: 2, p99: 10 };

const AGAINST: Partial<Record<Contestant, string>> = {
  bare: "node:http sending the same bytes",
  row: "Express reading one row through Prisma",
};

type Kind = "garita" | "bare" | "row";
type Server = { url: string } & Pick<ProbedProcess, "cpu">;
type Run = Load & { cost: number };

/**
 * Measures answers per second about the state at a random instant, as it was known at another random instant. No
 * request is repeated, so none is answered from the cache.
 */
export async function benchPastRate(): Promise<Figure[]> {
  const to = machineClock().epochMilliseconds;
  const span = { from: to - PAST_YEARS * 365 * 86_400_000, to };
  const maker = makeLoadMaker();
  try {
    return await withShelves([CHANGES], span, async ([shelf], crossings) => {
      if (shelf === undefined) throw new Error("no log was made");
      progress("past: answers per second");
      return compare(shelf, span, crossings, maker);
    });
  } finally {
    maker.stop();
  }
}

async function compare(
  { service, databaseUrl }: Shelf,
  span: { from: number; to: number },
  crossings: Crossing[],
  maker: LoadMaker,
): Promise<Figure[]> {
  const random = makeRandom(CLIENTS);
  const path = () =>
    `/v1/crossings/${random.pick(crossings).slug}/status?at=${instantIn(random, span)}&knownAt=${instantIn(random, span)}`;
  const accept = { Accept: "application/json" };
  const canned = await fetchCanned(service.url, path(), accept);
  const rivals = { bare: await startRival("bare", "", canned), row: await startRival("row", databaseUrl, canned) };
  const run = async ({ url, cpu }: Server, questions = QUESTIONS): Promise<Run> => {
    const requests = Array.from({ length: questions }, () => requestFor(path(), accept));
    const before = await cpu();
    const load = await maker.load(url, requests, { connections: CLIENTS, milliseconds: null, status: 200 });
    return { ...load, cost: ((await cpu()) - before) / load.answers };
  };
  try {
    for (const server of [service, rivals.bare, rivals.row]) await run(server, WARM_UP);
    const runs = await inRounds<Kind, Run>(ROUNDS, {
      garita: () => run(service),
      bare: () => run(rivals.bare),
      row: () => run(rivals.row),
    });
    return [figureOf("bare", runs), figureOf("row", runs)];
  } finally {
    await Promise.all(Object.values(rivals).map((rival) => rival.end("SIGTERM")));
  }
}

function figureOf(kind: "bare" | "row", runs: Record<Kind, Run[]>): Figure {
  const perSecond = (each: readonly Run[]) => each.map(({ answers, seconds }) => answers / seconds);
  const ratio = ratioOf(perSecond(runs.garita), perSecond(runs[kind]));
  const p99 = median(runs.garita.map(({ times }) => quantile(times, 0.99)));
  const cost = (each: readonly Run[]) => median(each.map((one) => one.cost)).toFixed(0);
  return {
    what: `status with at and knownAt, never asked before, ${CLIENTS} clients, ${CHANGES.toLocaleString("en-US")} changes`,
    value: median(perSecond(runs.garita)),
    unit: "answers/s",
    against: { what: AGAINST[kind] ?? kind, ratio },
    goal: {
      text: `at least ${GOAL[kind]}, p99 at most ${GOAL.p99} ms`,
      met: ratio >= GOAL[kind] && p99 <= GOAL.p99,
    },
    note: `CPU per answer ${cost(runs.garita)} µs, reference ${cost(runs[kind])} µs; p99 ${p99.toFixed(1)} ms`,
  };
}
